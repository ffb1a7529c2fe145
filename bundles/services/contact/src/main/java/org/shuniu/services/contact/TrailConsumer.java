// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.ivr.FlowNodeEntered;

/**
 * Keeps the way of each caller through the menu (I5). A consumer of its own, as these facts are
 * durable: while the database is away they wait, and the control of the call must not wait behind
 * them.
 */
@Component(service = BusConsumer.class)
public class TrailConsumer implements BusConsumer {
  private static final int LONGEST_LABEL = 160;
  private static final int LONGEST_NAME = 64;

  private final Conductor conductor;
  private final Transactions transactions;

  /** Made by the component runtime. */
  @Activate
  public TrailConsumer(@Reference Conductor conductor, @Reference Transactions transactions) {
    this.conductor = conductor;
    this.transactions = transactions;
  }

  @Override
  public String name() {
    return "services.contact.trail";
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    return List.of(Subscription.of(FlowNodeEntered.class, this::entered));
  }

  private void entered(Envelope<FlowNodeEntered> message) {
    FlowNodeEntered event = message.data();
    TrailEntry entry =
        new TrailEntry(
            message.id(),
            cut(event.flow(), LONGEST_NAME),
            event.version(),
            event.sequence(),
            cut(event.node(), LONGEST_NAME),
            cut(event.kind(), 32),
            cut(event.label(), LONGEST_LABEL),
            event.input().map(input -> cut(input, LONGEST_NAME)),
            event.time());
    // The key of the row is the id of the message: told twice, it is kept once.
    conductor.store.keep(event.contact(), entry);
    transactions.afterCommit(() -> remember(event.contact(), entry));
  }

  private void remember(String contact, TrailEntry entry) {
    conductor.calls.locked(
        contact,
        () -> {
          conductor
              .calls
              .remembered(contact)
              .ifPresent(
                  call -> {
                    conductor.machine.flowSign(call);
                    call.passed(entry);
                  });
          return true;
        });
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
