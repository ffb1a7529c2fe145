// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.contact.ContactOffered;

/** Citizens in the hub: their store, and the counting of their contacts. */
@Component(service = {CitizenService.class, BusConsumer.class})
public class CitizenService implements BusConsumer {
  private final CitizenStore store;

  /** Made by the component runtime. */
  @Activate
  public CitizenService(
      @Reference(target = "(osgi.unit.name=citizen)") EntityManager em,
      @Reference Transactions tx) {
    store = new CitizenStore(em, tx);
  }

  CitizenStore store() {
    return store;
  }

  @Override
  public String name() {
    return "services.citizen";
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    return List.of(Subscription.once(ContactOffered.class, this::offered));
  }

  /**
   * Contacts of one number may be handled at the same time: a conflict is tried again by the bus.
   */
  private void offered(Envelope<ContactOffered> message) {
    ContactOffered contact = message.data();
    PhoneNumber.normal(contact.caller())
        .ifPresent(number -> store.contacted(number, contact.time()));
  }

  @Override
  public int concurrency() {
    return 1;
  }
}
