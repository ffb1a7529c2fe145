// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.util.Optional;
import org.shuniu.api.services.acd.AgentState;

/** A state of an agent who has no contact, with its reason. */
record Posture(AgentState state, Optional<String> reason) {
  static final Posture READY = new Posture(AgentState.READY, Optional.empty());
  static final Posture LOGGED_OUT = new Posture(AgentState.LOGGED_OUT, Optional.empty());

  static Posture onBreak(String reason) {
    return new Posture(AgentState.BREAK, Optional.of(reason));
  }

  static Posture notReady(String reason) {
    return new Posture(AgentState.NOT_READY, Optional.of(reason));
  }
}
