// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Instant;
import java.util.Optional;

/**
 * An order to the system of a department.
 *
 * @param state {@code WAITING}, {@code DONE}, {@code REJECTED} or {@code UNCERTAIN}
 * @param foreignId what the ticket is called over there
 */
public record ExchangeView(
    String request,
    String link,
    String operation,
    String state,
    Instant at,
    Optional<String> foreignId,
    Optional<String> code) {
  static ExchangeView of(Exchange exchange) {
    return new ExchangeView(
        exchange.request(),
        exchange.link(),
        exchange.operation(),
        exchange.state().name(),
        exchange.at(),
        exchange.foreignId(),
        exchange.code());
  }
}
