// SPDX-License-Identifier: Apache-2.0
/**
 * Tickets (工单): written from a contact, run through a process of the workflow engine, handed to a
 * department, answered, told to the citizen and closed (W1, W2, W4, W9). {@link
 * org.shuniu.services.ticket.TicketMachine} decides, {@link
 * org.shuniu.services.ticket.TicketService} writes down and publishes; see docs/tickets.md.
 */
@NullMarked
package org.shuniu.services.ticket;

import org.jspecify.annotations.NullMarked;
