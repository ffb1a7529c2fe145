// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.Actor;
import org.shuniu.api.services.ticket.TicketState;

/**
 * A line of a ticket's history (W4); never changed.
 *
 * @param step id of the step in the diagram that it belongs to
 * @param took how long the step took: from when the process asked for it, else from the line before
 * @param data ids and codes, no personal data
 */
record Line(
    int sequence,
    Instant at,
    Actor actor,
    String operation,
    Optional<TicketState> from,
    TicketState to,
    String note,
    Optional<String> step,
    Duration took,
    Map<String, Object> data) {}
