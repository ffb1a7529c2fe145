// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How simulated citizens behave.
 *
 * @param callsPerSecond how many call
 * @param maxCalls no more of them at a time
 * @param hotlines whom they call
 * @param callerPrefix how their numbers begin; four digits follow
 * @param humanPercent so many want a human
 * @param infoPercent so many listen to an information
 * @param silentPercent so many press no key; the rest hangs up in the menu
 * @param humanKey key for a human
 * @param infoKey key for an information
 * @param think how long they think before they press a key, on average
 * @param patience how long they wait for a human, on average
 * @param talk how long they talk, on average
 */
record Habits(
    double callsPerSecond,
    int maxCalls,
    List<String> hotlines,
    String callerPrefix,
    int humanPercent,
    int infoPercent,
    int silentPercent,
    String humanKey,
    String infoKey,
    Duration think,
    Duration patience,
    Duration talk) {

  /** What a citizen calls for. */
  enum Wish {
    HUMAN,
    INFORMATION,
    /** Presses nothing. */
    SILENT,
    /** Hangs up in the menu. */
    LEAVE
  }

  static Habits of(SimulatorConfig config) {
    return new Habits(
        config.callsPerSecond() > 0 ? config.callsPerSecond() : config.callsPerHour() / 3600.0,
        config.maxCalls(),
        List.of(config.hotlines()),
        config.callerPrefix(),
        config.humanPercent(),
        config.infoPercent(),
        config.silentPercent(),
        config.humanKey(),
        config.infoKey(),
        Duration.ofMillis(config.thinkMs()),
        Duration.ofSeconds(config.patienceSeconds()),
        Duration.ofSeconds(config.talkSeconds()));
  }

  Wish wish(SplittableRandom random) {
    int dice = random.nextInt(100);
    if (dice < humanPercent) {
      return Wish.HUMAN;
    }
    if (dice < humanPercent + infoPercent) {
      return Wish.INFORMATION;
    }
    return dice < humanPercent + infoPercent + silentPercent ? Wish.SILENT : Wish.LEAVE;
  }

  String caller(SplittableRandom random) {
    return callerPrefix + "%04d".formatted(random.nextInt(10_000));
  }

  String hotline(SplittableRandom random) {
    return hotlines.get(random.nextInt(hotlines.size()));
  }

  /** Between half and one and a half of the mean. */
  static Duration about(Duration mean, SplittableRandom random) {
    return Duration.ofMillis(Math.round(mean.toMillis() * (0.5 + random.nextDouble())));
  }

  /** Until the next one calls, independent of the ones before. */
  Duration gap(SplittableRandom random) {
    double seconds = -Math.log(1 - random.nextDouble()) / callsPerSecond;
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
