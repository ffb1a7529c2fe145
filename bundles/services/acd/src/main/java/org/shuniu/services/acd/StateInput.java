// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.HubException;
import org.shuniu.api.services.acd.AgentState;

/**
 * A state that somebody asks for.
 *
 * @param reason for NOT_READY and BREAK; the usual one if absent
 */
record StateInput(AgentState state, Optional<String> reason) {

  Posture posture(List<Reasons.Reason> known) {
    return switch (state) {
      case READY -> Posture.READY;
      case LOGGED_OUT -> Posture.LOGGED_OUT;
      case NOT_READY -> because(known, Reasons.Kind.NOT_READY, Reasons.OTHER);
      case BREAK -> because(known, Reasons.Kind.BREAK, Reasons.USUAL_BREAK);
      case RESERVED, BUSY, AFTER_CALL_WORK ->
          throw HubException.conflict("acd.state.not-allowed", Map.of("to", state));
    };
  }

  private Posture because(List<Reasons.Reason> known, Reasons.Kind kind, String usual) {
    String code = reason.orElse(usual);
    boolean fits = known.stream().anyMatch(r -> r.kind() == kind && r.code().equals(code));
    if (!fits) {
      String shown = code.length() > 40 ? code.substring(0, 40) : code;
      throw HubException.invalid("acd.reason.unknown", Map.of("reason", shown));
    }
    return new Posture(state, Optional.of(code));
  }
}
