// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.ticket.TicketState;

/** What is shown of tickets, as far as who asks may see it. */
final class TicketViews {
  private final TicketMachine machine;
  private final TicketStore store;
  private final Transactions transactions;
  private final Audit audit;
  private final Clock clock;

  TicketViews(
      TicketMachine machine,
      TicketStore store,
      Transactions transactions,
      Audit audit,
      Clock clock) {
    this.machine = machine;
    this.store = store;
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A ticket with all that belongs to it, as far as it may be seen. To look at who spoke in a
   * confidential ticket is noted in the audit.
   */
  Optional<TicketView> look(
      String id, TicketSearch.Sight sight, Predicate<TicketOperation> permitted) {
    return transactions.call(
        () ->
            store
                .find(id)
                .filter(stored -> sight.covers(stored.row()))
                .map(stored -> view(stored, sight, permitted)));
  }

  private TicketView view(
      TicketStore.Stored stored, TicketSearch.Sight sight, Predicate<TicketOperation> permitted) {
    Ticket ticket = stored.ticket();
    boolean confidential = ticket.head.confidential();
    if (confidential && sight.open()) {
      audit.record("ticket:confidential-read", "ticket:" + ticket.id(), Map.of());
    }
    return new TicketView(
        TicketSummary.of(stored.row(), clock.instant(), sight.open()),
        ticket.head.text(),
        ticket.head.formVersion(),
        ticket.head.fields(),
        store.parties(ticket.id(), confidential && !sight.open()),
        ticket.code.filter(code -> ticket.is(TicketState.ATTENTION)),
        ticket.answer,
        ticket.reply,
        store.history(ticket.id()),
        ticket.works.values().stream().filter(Work::isOpen).map(WorkView::of).toList(),
        ticket.exchanges.values().stream().map(ExchangeView::of).toList(),
        List.copyOf(ticket.notices.keySet()),
        machine.allowed(ticket).stream().filter(permitted).map(TicketOperation::code).toList(),
        ticket.sequence);
  }
}
