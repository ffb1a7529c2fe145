// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.ticket;

import java.time.Instant;
import java.util.Optional;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * A ticket was written (W1). A fact.
 *
 * @param number what people call it by: {@code 20260131-000042}
 * @param process that it runs through
 * @param category business category
 */
@MessageType(value = "ticket.opened", durable = true)
public record TicketOpened(
    String ticket,
    String number,
    String process,
    String category,
    Optional<String> contact,
    Optional<String> citizen,
    Instant time)
    implements Event {
  @Override
  public String key() {
    return ticket;
  }
}
