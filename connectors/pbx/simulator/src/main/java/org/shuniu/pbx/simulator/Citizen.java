// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who calls the hotline, finds the way through the menu, waits as long as patience lasts,
 * talks and hangs up. Everything happens under the lock of the switch.
 */
final class Citizen implements Person {
  private static final Duration UNANSWERED = Duration.ofSeconds(40);
  private static final Duration SURPRISE = Duration.ofSeconds(2);

  private final SimSwitch pbx;
  private final Habits habits;
  private final SplittableRandom random;
  private final Habits.Wish wish;
  private Timers.Handle plan = Timers.Handle.NONE;
  private Timers.Handle patience = Timers.Handle.NONE;
  private boolean listened;
  private @Nullable SimLeg leg;

  private Citizen(SimSwitch pbx, Habits habits, SplittableRandom random) {
    this.pbx = pbx;
    this.habits = habits;
    this.random = random;
    this.wish = habits.wish(random);
  }

  /** Lets somebody call. */
  static void call(SimSwitch pbx, Habits habits, SplittableRandom random) {
    Citizen citizen = new Citizen(pbx, habits, random);
    SimLeg leg = pbx.dial(habits.caller(random), habits.hotline(random), Map.of(), citizen);
    pbx.look(leg, citizen::begin);
  }

  private SimLeg begin(SimLeg mine) {
    leg = mine;
    if (!mine.answered) {
      patience = pbx.after(UNANSWERED, this::leave);
    }
    return mine;
  }

  @Override
  public void answered() {
    patience.cancel();
    patience = pbx.after(Habits.about(habits.patience(), random), this::leave);
  }

  @Override
  public void keysAwaited() {
    Duration think = Habits.about(habits.think(), random);
    switch (wish) {
      case HUMAN -> plan(think, () -> press(habits.humanKey()));
      case INFORMATION -> plan(think, listened ? this::leave : () -> press(habits.infoKey()));
      case SILENT -> plan.cancel();
      case LEAVE -> plan(think, this::leave);
    }
  }

  @Override
  public void talking() {
    patience.cancel();
    plan(Habits.about(habits.talk(), random), this::leave);
  }

  @Override
  public void alone() {
    plan(SURPRISE, this::leave);
  }

  @Override
  public void ended() {
    plan.cancel();
    patience.cancel();
  }

  private void plan(Duration delay, Runnable action) {
    plan.cancel();
    plan = pbx.after(delay, action);
  }

  private void press(String keys) {
    listened = true;
    SimLeg mine = leg;
    if (mine != null) {
      keys.chars().forEach(key -> pbx.press(mine, (char) key));
    }
  }

  private void leave() {
    SimLeg mine = leg;
    if (mine != null) {
      pbx.leave(mine);
    }
  }
}
