// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.util.EnumMap;
import java.util.Map;
import org.shuniu.api.services.acd.AgentState;
import org.shuniu.api.services.acd.Seat;

/** Agents together: how many are in which state, and how they spent the day. */
final class Crew {
  private final Map<AgentState, Integer> states = new EnumMap<>(AgentState.class);
  private AgentTimes.Times times = AgentTimes.Times.NONE;

  void add(Seat seat, AgentTimes.Times spent) {
    states.merge(seat.state(), 1, Integer::sum);
    times = times.plus(spent);
  }

  int in(AgentState state) {
    return states.getOrDefault(state, 0);
  }

  int loggedIn() {
    return states.values().stream().mapToInt(n -> n).sum() - in(AgentState.LOGGED_OUT);
  }

  AgentTimes.Times times() {
    return times;
  }
}
