// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Instant;
import java.util.Optional;

/**
 * An order to the business system of a department.
 *
 * @param work request of the {@link Work} that it is for
 * @param foreignId what the ticket is called over there
 * @param code why it was refused
 */
record Exchange(
    String request,
    String work,
    String link,
    String operation,
    State state,
    Instant at,
    Optional<String> foreignId,
    Optional<String> code) {
  static final String HAND_OVER = "ticket.hand-over";
  static final String URGE = "ticket.urge";

  /** How far it is. */
  enum State {
    WAITING,
    DONE,
    REJECTED,
    UNCERTAIN
  }

  boolean is(String wanted) {
    return operation.equals(wanted);
  }

  Exchange done(Optional<String> foreign) {
    return new Exchange(
        request, work, link, operation, State.DONE, at, foreign.or(this::foreignId), code);
  }

  Exchange refused(String why, boolean uncertain) {
    State now = uncertain ? State.UNCERTAIN : State.REJECTED;
    return new Exchange(request, work, link, operation, now, at, foreignId, Optional.of(why));
  }
}
