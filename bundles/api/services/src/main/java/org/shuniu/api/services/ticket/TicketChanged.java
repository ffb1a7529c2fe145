// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.ticket;

import java.time.Instant;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * Something was done to a ticket (W4). A fact, one for each line of its history.
 *
 * @param sequence 1, 2, 3 … in the ticket's history
 * @param operation what was done: {@code dispatch}, {@code accept}, {@code send-back} …
 */
@MessageType(value = "ticket.changed", durable = true)
public record TicketChanged(
    String ticket, int sequence, String operation, TicketState state, Instant time)
    implements Event {
  @Override
  public String key() {
    return ticket;
  }
}
