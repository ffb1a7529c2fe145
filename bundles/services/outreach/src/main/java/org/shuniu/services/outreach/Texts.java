// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.outreach;

import jakarta.persistence.EntityManager;
import org.shuniu.api.base.Ids;
import org.shuniu.api.channel.ChannelEvent.TextReceived;
import org.shuniu.api.hub.Transactions;

/** Keeps the texts that citizens send. */
final class Texts {
  private final EntityManager em;
  private final Transactions transactions;

  Texts(EntityManager em, Transactions transactions) {
    this.em = em;
    this.transactions = transactions;
  }

  /** Keeps a text; the same again, as carriers give it, is kept once. */
  void received(TextReceived event) {
    transactions.run(
        () -> {
          String carrierText = Notices.cut(event.id(), 128);
          boolean known =
              em.createQuery(
                          "select count(t) from TextRow t where t.channel = :channel"
                              + " and t.carrierText = :text",
                          Long.class)
                      .setParameter("channel", event.channel())
                      .setParameter("text", carrierText)
                      .getSingleResult()
                  > 0;
          if (!known) {
            em.persist(row(event, carrierText));
          }
        });
  }

  private static TextRow row(TextReceived event, String carrierText) {
    TextRow row = new TextRow();
    row.id = Ids.next();
    row.channel = event.channel();
    row.carrierText = carrierText;
    // Oracle takes empty text for null.
    row.sender = event.from().isEmpty() ? " " : event.from();
    row.recipient = event.to().isEmpty() ? " " : event.to();
    row.content = event.text().isEmpty() ? " " : event.text();
    row.receivedAt = event.time();
    return row;
  }
}
