// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.contact;

import java.time.Instant;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * What became of a reservation: control between the contact service and the ACD, not durable. The
 * ACD's lease ends a reservation of which it never hears.
 *
 * @param reservation from {@code AgentReserved}
 * @param outcome see {@link Outcome}
 */
@MessageType("contact.reservation-ended")
public record ReservationEnded(
    String contact, String agent, String reservation, Outcome outcome, Instant time)
    implements Event {
  @Override
  public String key() {
    return contact;
  }

  /** What became of it. */
  public enum Outcome {
    /** The agent serves. */
    ANSWERED,
    BUSY,
    NO_ANSWER,
    REJECTED,
    UNREACHABLE,
    /** The switch could not do it; not the agent's fault. */
    FAILED,
    /** The citizen went first, or the contact was gone. */
    CONTACT_GONE
  }
}
