// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.services.contact.ContactAnswered;
import org.shuniu.api.services.contact.ContactEnded;
import org.shuniu.api.services.contact.ContactQueued;

/**
 * Counts facts of contacts. A consumer of its own: a fact that is tried again must not hold up the
 * control of calls.
 */
@Component(service = BusConsumer.class)
public final class FactsOfTheDay implements BusConsumer {
  private final AcdService acd;
  private final Metrics metrics;

  /** Counts from now on. */
  @Activate
  public FactsOfTheDay(@Reference AcdService acd, @Reference Metrics metrics) {
    this.acd = acd;
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return "services.acd.facts";
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    return List.of(
        Subscription.of(ContactQueued.class, m -> acd.desk().tally().queued(m.data())),
        Subscription.of(ContactAnswered.class, m -> answered(m.data())),
        Subscription.of(ContactEnded.class, m -> ended(m.data())));
  }

  private void answered(ContactAnswered fact) {
    Desk desk = acd.desk();
    metrics.time("acd.wait", fact.waited(), "skill", fact.skill());
    desk.tally().answered(fact, desk.inTime(fact));
  }

  private void ended(ContactEnded fact) {
    Desk desk = acd.desk();
    desk.tally().ended(fact);
    // Whatever was lost on the way: with the contact, the reservation and the service are over.
    desk.routing().over(fact.contact());
  }
}
