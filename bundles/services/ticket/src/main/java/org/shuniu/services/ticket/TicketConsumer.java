// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Message;
import org.shuniu.api.business.BusinessEvent.BusinessTold;
import org.shuniu.api.business.BusinessEvent.OrderDone;
import org.shuniu.api.business.BusinessEvent.OrderRejected;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.services.outreach.NoticeChanged;
import org.shuniu.api.workflow.WorkflowEvent.PackDeployed;
import org.shuniu.api.workflow.WorkflowEvent.ProcessEnded;
import org.shuniu.api.workflow.WorkflowEvent.ProcessRejected;
import org.shuniu.api.workflow.WorkflowEvent.ProcessStarted;
import org.shuniu.api.workflow.WorkflowEvent.WorkRequested;
import org.shuniu.api.workflow.WorkflowEvent.WorkWithdrawn;

/**
 * What tickets hear: the engine, the departments' systems, the notices. All of it is durable. What
 * names its request is known again by the ticket itself, which spares the bus the remembering; the
 * others are handled once by the bus.
 */
@Component(service = BusConsumer.class)
public class TicketConsumer implements BusConsumer {
  private static final String OURS = "ticket.";

  private final TicketService tickets;

  /** Made by the component runtime. */
  @Activate
  public TicketConsumer(@Reference TicketService tickets) {
    this.tickets = tickets;
  }

  @Override
  public String name() {
    return "services.ticket";
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    TicketMachine machine = tickets.machine;
    return List.of(
        Subscription.of(
            WorkRequested.class,
            message ->
                tickets.hear(
                    message,
                    Actor.HUB,
                    (ticket, around, out) ->
                        machine.workRequested(ticket, message.data(), around, out))),
        engine(WorkWithdrawn.class, machine::workWithdrawn),
        engine(ProcessStarted.class, machine::processStarted),
        once(ProcessRejected.class, machine::processRejected),
        once(ProcessEnded.class, machine::processEnded),
        Subscription.of(OrderDone.class, this::done),
        Subscription.of(OrderRejected.class, this::rejected),
        Subscription.of(BusinessTold.class, this::told),
        engine(NoticeChanged.class, machine::noticeChanged),
        Subscription.of(PackDeployed.class, message -> tickets.forms.deployed(message.data())));
  }

  /** What the machine decides about a message of one ticket. */
  @FunctionalInterface
  private interface Reaction<M> {
    void on(Ticket ticket, M message, Effects out);
  }

  private <M extends Message> Subscription<M> engine(Class<M> type, Reaction<M> reaction) {
    return Subscription.of(type, message -> hear(message, Actor.HUB, reaction));
  }

  private <M extends Message> Subscription<M> once(Class<M> type, Reaction<M> reaction) {
    return Subscription.once(type, message -> hear(message, Actor.HUB, reaction));
  }

  private <M extends Message> void hear(Envelope<M> message, Actor actor, Reaction<M> reaction) {
    M data = message.data();
    tickets.hear(message, actor, (ticket, around, out) -> reaction.on(ticket, data, out));
  }

  private void done(Envelope<OrderDone> message) {
    if (message.data().operation().startsWith(OURS)) {
      hear(message, system(message.data().link()), tickets.machine::orderDone);
    }
  }

  private void rejected(Envelope<OrderRejected> message) {
    if (message.data().operation().startsWith(OURS)) {
      hear(message, Actor.HUB, tickets.machine::orderRejected);
    }
  }

  private void told(Envelope<BusinessTold> message) {
    if (message.data().operation().startsWith(OURS)) {
      hear(message, system(message.data().link()), tickets.machine::told);
    }
  }

  private static Actor system(String link) {
    return new Actor(Actor.Kind.SYSTEM, link);
  }
}
