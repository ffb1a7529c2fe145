// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.Identity;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.acd.Seat;

/** Words from supervisors to agents (M2): they stay until the agent has acknowledged them. */
final class Messages {
  private static final int LONGEST = 200;
  private static final int MOST_UNREAD = 20;

  private final EntityManager em;
  private final Transactions tx;
  private final Bus bus;
  private final Clock clock;

  Messages(EntityManager em, Transactions tx, Bus bus, Clock clock) {
    this.em = em;
    this.tx = tx;
    this.bus = bus;
    this.clock = clock;
  }

  /** Comes up in the agent's console; {@code monitor.message.invalid}, {@code …too-many}. */
  WallMessage send(Identity from, Seat to, String given) {
    String text = given.strip();
    if (text.isEmpty() || text.length() > LONGEST) {
      throw HubException.invalid("monitor.message.invalid", Map.of("most", LONGEST));
    }
    if (unread(to.userId()).size() >= MOST_UNREAD) {
      throw HubException.conflict("monitor.message.too-many", Map.of("most", MOST_UNREAD));
    }
    MessageRow row = new MessageRow();
    row.id = Ids.next();
    row.agent = to.agent();
    row.recipient = to.userId();
    row.sender = from.userId();
    row.senderName = from.name();
    row.content = text;
    row.sentAt = clock.instant();
    em.persist(row);
    WallMessage message = WallMessage.of(row);
    tx.afterCommit(() -> bus.publish(LiveUpdate.forUser(row.recipient, "wall.message", message)));
    return message;
  }

  /** What a user has not acknowledged, oldest first. */
  List<WallMessage> unread(String userId) {
    return tx.call(
        () ->
            em
                .createQuery(
                    "select m from MessageRow m where m.recipient = :user and m.readAt is null"
                        + " order by m.sentAt, m.id",
                    MessageRow.class)
                .setParameter("user", userId)
                .setMaxResults(MOST_UNREAD)
                .getResultList()
                .stream()
                .map(WallMessage::of)
                .toList());
  }

  /** The user has read it, once or again; the sender is told. {@code monitor.message.unknown}. */
  void acknowledge(String userId, String id) {
    tx.run(
        () -> {
          MessageRow row = em.find(MessageRow.class, id);
          if (row == null || !row.recipient.equals(userId)) {
            throw HubException.notFound("monitor.message.unknown", id);
          }
          if (row.readAt == null) {
            row.readAt = clock.instant();
            WallMessage message = WallMessage.of(row);
            tx.afterCommit(
                () -> bus.publish(LiveUpdate.forUser(row.sender, "wall.message-read", message)));
          }
        });
  }
}
