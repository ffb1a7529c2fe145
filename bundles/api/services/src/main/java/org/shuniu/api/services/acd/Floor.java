// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.acd;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The floor of the contact centre as it is now: an OSGi service of the ACD for those who lead (M1,
 * M2). It answers from memory and asks nobody's permission; whoever calls it has asked. Safe for
 * use by many threads. While the ACD starts its methods wait, for 10 s at most, and then throw
 * {@code acd.starting}.
 */
public interface Floor {
  /** All agents, by number. */
  List<Seat> seats();

  /**
   * The places in the queue of the skill that was asked for, 1 is next; those that do not wait are
   * left out.
   */
  Map<String, Integer> places(Collection<String> contacts);

  /**
   * Asks for a state on behalf of an agent. Returns when it is written; with a contact, not ready
   * and break come after it. {@code acd.agent.unknown}, {@code acd.state.not-allowed}, {@code
   * acd.reason.unknown}, {@code store.unavailable}.
   *
   * @param reason for NOT_READY and BREAK; the usual one if absent
   */
  void request(String agent, AgentState state, Optional<String> reason);
}
