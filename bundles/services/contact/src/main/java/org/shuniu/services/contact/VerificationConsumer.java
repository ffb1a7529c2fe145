// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.services.citizen.CallerVerified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears who callers are (T11). A consumer of its own, as these facts are durable: while the
 * database is away they wait, and the control of the call must not wait behind them.
 */
@Component(service = BusConsumer.class)
public class VerificationConsumer implements BusConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(VerificationConsumer.class);

  private final Conductor conductor;

  /** Made by the component runtime. */
  @Activate
  public VerificationConsumer(@Reference Conductor conductor) {
    this.conductor = conductor;
  }

  @Override
  public String name() {
    return "services.contact.verification";
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    return List.of(Subscription.of(CallerVerified.class, this::verified));
  }

  private void verified(Envelope<CallerVerified> message) {
    CallerVerified event = message.data();
    boolean known =
        conductor.apply(
            event.contact(), (call, out) -> conductor.machine.verified(call, event, out));
    if (!known) {
      LOG.debug("A caller of an unknown contact {} was verified", event.contact());
    }
  }
}
