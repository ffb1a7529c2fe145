// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.services.ticket.TicketState;

/**
 * A line of a ticket's history (W4).
 *
 * @param actor who did it: {@code USER:id}, {@code SYSTEM:link}, {@code HUB:hub}
 * @param operation what was done: see docs/tickets.md
 * @param step id of the step in the process's diagram
 * @param took how long the step took
 */
public record HistoryView(
    int sequence,
    Instant at,
    String actor,
    String operation,
    Optional<TicketState> from,
    TicketState to,
    Optional<String> note,
    Optional<String> step,
    Duration took,
    Map<String, Object> data) {}
