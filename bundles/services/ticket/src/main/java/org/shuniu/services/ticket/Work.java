// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that the process asked for.
 *
 * @param request the engine's id of it
 * @param step id of the step in the diagram
 * @param work what: {@link #DISPATCH} …
 * @param byHand the department has no link: people tell what it does
 * @param outcome what the engine was told, {@link #WITHDRAWN}, or empty while it is open
 * @param code why it failed
 */
record Work(
    String request,
    String step,
    String label,
    String work,
    Optional<Instant> due,
    Instant since,
    boolean byHand,
    Optional<String> outcome,
    Optional<String> code) {
  static final String DISPATCH = "dispatch";
  static final String REVIEW = "review";
  static final String NOTIFY = "notify";
  static final String DECIDE = "decide";
  static final String REMIND = "remind";
  static final String CLOSE = "close";

  /** The engine does not wait for it any more. */
  static final String WITHDRAWN = "withdrawn";

  boolean isOpen() {
    return outcome.isEmpty();
  }

  Work handledByHand() {
    return new Work(request, step, label, work, due, since, true, outcome, code);
  }

  Work closed(String how, Optional<String> why) {
    return new Work(request, step, label, work, due, since, byHand, Optional.of(how), why);
  }
}
