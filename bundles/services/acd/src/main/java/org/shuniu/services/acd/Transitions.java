// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import static org.shuniu.api.services.acd.AgentState.AFTER_CALL_WORK;
import static org.shuniu.api.services.acd.AgentState.BREAK;
import static org.shuniu.api.services.acd.AgentState.BUSY;
import static org.shuniu.api.services.acd.AgentState.LOGGED_OUT;
import static org.shuniu.api.services.acd.AgentState.NOT_READY;
import static org.shuniu.api.services.acd.AgentState.READY;
import static org.shuniu.api.services.acd.AgentState.RESERVED;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shuniu.api.services.acd.AgentState;

/** What an agent or a supervisor may ask for in which state (T2). */
final class Transitions {
  private static final Map<AgentState, Set<AgentState>> ALLOWED = new EnumMap<>(AgentState.class);

  static {
    ALLOWED.put(LOGGED_OUT, EnumSet.of(NOT_READY, READY));
    ALLOWED.put(NOT_READY, EnumSet.of(NOT_READY, READY, BREAK, LOGGED_OUT));
    ALLOWED.put(READY, EnumSet.of(NOT_READY, BREAK, LOGGED_OUT));
    ALLOWED.put(BREAK, EnumSet.of(NOT_READY, READY, BREAK, LOGGED_OUT));
    ALLOWED.put(AFTER_CALL_WORK, EnumSet.of(NOT_READY, READY, BREAK, LOGGED_OUT));
    // With a contact, what is asked for comes after it.
    ALLOWED.put(RESERVED, EnumSet.of(NOT_READY, BREAK));
    ALLOWED.put(BUSY, EnumSet.of(NOT_READY, BREAK));
  }

  private Transitions() {}

  /** In the order of the enumeration. READY with a contact takes back what was asked for. */
  static List<AgentState> from(Status status) {
    Set<AgentState> allowed = EnumSet.noneOf(AgentState.class);
    allowed.addAll(ALLOWED.getOrDefault(status.state(), Set.of()));
    boolean asked = status.next().isPresent() || status.breakRequest().isPresent();
    if (status.engaged() && asked) {
      allowed.add(READY);
    }
    return List.copyOf(allowed);
  }
}
