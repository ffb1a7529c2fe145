// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.shuniu.api.base.Ids;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;

/**
 * The least of a hub: answers, asks, lets an idle telephone ring, connects, records, and hangs up
 * who is left.
 */
final class Hotline implements Line.Listener {
  static final String PBX = "main";

  private final SimSwitch pbx;
  private final Deque<String> idle = new ArrayDeque<>();
  private final Deque<PbxEvent.DigitsCollected> queue = new ArrayDeque<>();
  private final Map<String, String> callers = new HashMap<>();
  private final Map<String, String> devices = new HashMap<>();
  private final Map<String, String> partners = new HashMap<>();
  private final boolean keep;

  final List<PbxEvent> events = new ArrayList<>();
  final Map<Class<?>, Integer> counts = new ConcurrentHashMap<>();

  /**
   * @param keep whether to keep all events, or to count them only
   */
  Hotline(SimSwitch pbx, List<String> agents, boolean keep) {
    this.pbx = pbx;
    this.idle.addAll(agents);
    this.keep = keep;
  }

  @Override
  public void link(boolean up) {}

  @Override
  public void event(PbxEvent event) {
    if (keep) {
      events.add(event);
    }
    counts.merge(event.getClass(), 1, Integer::sum);
    if (event instanceof PbxEvent.CallOffered offered) {
      callers.put(offered.call(), offered.leg());
      order(new PbxCommand.AnswerCall(PBX, offered.call(), offered.leg()));
    } else if (event instanceof PbxEvent.LegAnswered answered) {
      answered(answered);
    } else if (event instanceof PbxEvent.DigitsCollected collected) {
      collected(collected);
    } else if (event instanceof PbxEvent.LegEnded ended) {
      ended(ended);
    }
  }

  private void answered(PbxEvent.LegAnswered answered) {
    String caller = callers.get(answered.call());
    if (answered.leg().equals(caller)) {
      List<String> audio = List.of("digits:12345");
      Duration wait = Duration.ofSeconds(5);
      order(
          new PbxCommand.CollectDigits(
              PBX, answered.call(), caller, Ids.next(), audio, 1, "", wait, wait, false));
    } else if (caller != null) {
      order(new PbxCommand.ConnectLegs(PBX, answered.call(), caller, answered.leg()));
      order(new PbxCommand.StartRecording(PBX, answered.call(), caller, answered.call()));
    }
  }

  private void collected(PbxEvent.DigitsCollected collected) {
    if (collected.digits().equals("0")) {
      queue.add(collected);
      serve();
    } else if (collected.outcome() != PbxEvent.Outcome.FAILED) {
      order(new PbxCommand.HangUpLeg(PBX, collected.call(), collected.leg()));
    }
  }

  private void serve() {
    while (!queue.isEmpty() && !idle.isEmpty()) {
      PbxEvent.DigitsCollected next = queue.remove();
      if (callers.containsKey(next.call())) {
        String device = idle.remove();
        String leg = Ids.next();
        devices.put(leg, device);
        partners.put(next.call(), leg);
        Duration timeout = Duration.ofSeconds(20);
        order(new PbxCommand.RingDevice(PBX, next.call(), leg, device, timeout, "", Map.of()));
      }
    }
  }

  private void ended(PbxEvent.LegEnded ended) {
    String device = devices.remove(ended.leg());
    if (device != null) {
      idle.add(device);
      String caller = callers.get(ended.call());
      if (caller != null) {
        order(new PbxCommand.HangUpLeg(PBX, ended.call(), caller));
      }
      serve();
    } else {
      callers.remove(ended.call());
      String agent = partners.remove(ended.call());
      if (agent != null) {
        order(new PbxCommand.HangUpLeg(PBX, ended.call(), agent));
      }
    }
  }

  private void order(PbxCommand command) {
    // Orders come from other threads in life; here they follow the event.
    pbx.after(Duration.ZERO, () -> pbx.execute(command));
  }

  int count(Class<? extends PbxEvent> type) {
    return counts.getOrDefault(type, 0);
  }
}
