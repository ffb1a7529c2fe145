// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.business.BusinessEvent.OrderDone;
import org.shuniu.api.business.BusinessEvent.OrderRejected;
import org.shuniu.api.business.BusinessEvent.QueryAnswered;
import org.shuniu.api.business.BusinessEvent.QueryRejected;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.Subscription;

/**
 * Hears what business systems answer; apart from {@link CitizenService}, so that no answer waits
 * behind facts that are written to the database.
 */
@Component(service = BusConsumer.class)
public class BusinessConsumer implements BusConsumer {
  private final Queries queries;
  private final Orders orders;

  /** Made by the component runtime. */
  @Activate
  public BusinessConsumer(@Reference CitizenService citizens) {
    this.queries = citizens.queries();
    this.orders = citizens.orders();
  }

  @Override
  public String name() {
    return "services.citizen.business";
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    return List.of(
        Subscription.of(QueryAnswered.class, m -> queries.answered(m.data())),
        Subscription.of(QueryRejected.class, m -> queries.rejected(m.data())),
        Subscription.once(OrderDone.class, m -> orders.done(m.data())),
        Subscription.once(OrderRejected.class, m -> orders.rejected(m.data())));
  }
}
