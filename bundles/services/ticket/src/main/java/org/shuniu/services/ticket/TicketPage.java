// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.List;
import java.util.Optional;

/** A part of a list of tickets; {@code next} is the cursor of the part that follows. */
public record TicketPage(List<TicketSummary> items, Optional<String> next) {}
