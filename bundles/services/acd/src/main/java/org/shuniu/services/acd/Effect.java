// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.util.concurrent.CompletableFuture;
import org.shuniu.api.base.Message;

/** What follows from a decision of the router, in the order of the decisions. */
sealed interface Effect {
  /**
   * An agent's status changed: a row, a fact, and something to see on a screen.
   *
   * @param watched whether somebody may look
   */
  record Moved(AgentProfile profile, Status from, Status to, AgentView view, boolean watched)
      implements Effect {
    /** Whether it is more than a plan for afterwards. */
    boolean factual() {
      return from.state() != to.state()
          || !from.reason().equals(to.reason())
          || !from.contact().equals(to.contact());
    }
  }

  /** A message to others; not durable. */
  record Told(Message message) implements Effect {}

  /**
   * An agent was chosen for a contact; as little durable as a message, and told only while the
   * lease lasts.
   *
   * @param again whether somebody asks for what was told before
   */
  record Reserved(Reservation reservation, boolean again) implements Effect {}

  /** Completes when all that came before is in the database. */
  record Reached(CompletableFuture<Boolean> done) implements Effect {}
}
