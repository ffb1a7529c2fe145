// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.outreach;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.HubException;
import org.shuniu.api.channel.ChannelCommand.SendText;
import org.shuniu.api.channel.ChannelEvent.TextDelivered;
import org.shuniu.api.channel.ChannelEvent.TextFailed;
import org.shuniu.api.channel.ChannelEvent.TextSent;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.outreach.NoticeChanged;
import org.shuniu.api.services.outreach.NoticeState;
import org.shuniu.api.services.outreach.SendNotice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What may happen to a notice. Each step changes the row, tells the fact and gives the order in one
 * transaction; a step that was done, or that belongs to an earlier attempt, changes nothing. So
 * events may come twice and in any order: a report of delivery may be faster than the news that the
 * carrier has taken the text.
 */
final class Notices {
  static final String READ = "notice:read";
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final int LONGEST_TEXT = 1_000;
  private static final int LONGEST_REASON = 255;
  private static final int MOST_AT_ONCE = 100;

  private final EntityManager em;
  private final Transactions transactions;
  private final Bus bus;
  private final Clock clock;
  private final Settings settings;

  Notices(EntityManager em, Transactions transactions, Bus bus, Clock clock, Settings settings) {
    this.em = em;
    this.transactions = transactions;
    this.bus = bus;
    this.clock = clock;
    this.settings = settings;
  }

  /** Accepts a notice; the same again changes nothing. */
  void send(Envelope<SendNotice> order) {
    transactions.run(
        () -> {
          if (em.find(NoticeRow.class, order.data().notice()) == null) {
            accept(order);
          }
        });
  }

  private void accept(Envelope<SendNotice> order) {
    SendNotice wanted = order.data();
    NoticeRow row = new NoticeRow();
    row.id = wanted.notice();
    row.reference = wanted.reference();
    row.correlation = order.correlation();
    row.recipient = cut(wanted.to(), 64);
    row.recipientKey = Numbers.key(row.recipient);
    // Oracle takes empty text for null.
    row.content = wanted.text().isEmpty() ? " " : cut(wanted.text(), LONGEST_TEXT);
    row.attempt = 1;
    row.createdAt = clock.instant();
    row.expiresAt = wanted.expires();
    row.state = NoticeState.WAITING;
    em.persist(row);
    if (wanted.text().isBlank() || wanted.text().length() > LONGEST_TEXT) {
      fail(row, NoticeState.FAILED, "channel.text.invalid", "");
      return;
    }
    if (!row.expiresAt.isAfter(row.createdAt)) {
      fail(row, NoticeState.FAILED, "notice.expired", "");
      return;
    }
    Instant earliest =
        settings
            .quiet()
            .map(quiet -> quiet.earliest(row.createdAt, row.expiresAt))
            .orElse(row.createdAt);
    if (earliest.isAfter(row.createdAt)) {
      row.dueAt = earliest;
      tell(row);
    } else {
      tell(row);
      bus.publish(text(row), order);
    }
  }

  /** Gives what had to wait, and gives up what is worthless by now; how many. */
  int giveDue() {
    Instant now = clock.instant();
    List<String> due =
        transactions.call(
            () ->
                em.createQuery(
                        "select n.id from NoticeRow n where n.dueAt <= :now order by n.dueAt",
                        String.class)
                    .setParameter("now", now)
                    .setMaxResults(MOST_AT_ONCE)
                    .getResultList());
    due.forEach(id -> transactions.run(() -> giveDue(id, now)));
    return due.size();
  }

  private void giveDue(String id, Instant now) {
    NoticeRow row = em.find(NoticeRow.class, id);
    if (row == null || row.dueAt == null || row.dueAt.isAfter(now)) {
      return;
    }
    row.dueAt = null;
    if (row.expiresAt.isAfter(now)) {
      bus.publish(text(row), Actor.HUB, row.correlation);
    } else {
      fail(row, NoticeState.FAILED, "notice.expired", "");
    }
  }

  /** The carrier has a text. */
  void sent(TextSent event) {
    change(
        event.message(),
        row -> {
          if (row.sentAt == null) {
            row.sentAt = event.time();
            row.parts = event.carrierIds().size();
          }
          if (row.state == NoticeState.WAITING) {
            step(row, NoticeState.SENT);
          }
        });
  }

  /** A text was not sent, or nobody knows. */
  void failed(TextFailed event) {
    change(
        event.message(),
        row -> {
          if (row.state == NoticeState.WAITING) {
            NoticeState state = event.uncertain() ? NoticeState.UNCERTAIN : NoticeState.FAILED;
            fail(row, state, event.code(), event.reason());
          }
        });
  }

  /** The carrier tells how a text ended; that ends also the doubt about an uncertain one. */
  void delivered(TextDelivered event) {
    change(
        event.message(),
        row -> {
          if (row.state == NoticeState.DELIVERED || row.state == NoticeState.FAILED) {
            return;
          }
          if (event.delivered()) {
            row.deliveredAt = event.time();
            step(row, NoticeState.DELIVERED);
          } else {
            fail(row, NoticeState.FAILED, "channel.undelivered", event.reason());
          }
        });
  }

  /**
   * Sends a notice again, at once, for as long as it was good for at first. Only one that is FAILED
   * or UNCERTAIN: {@code notice.not-failed} (409) otherwise.
   */
  Notice resend(String id, Actor actor) {
    return transactions.call(
        () -> {
          NoticeRow row = find(id);
          if (row.state != NoticeState.FAILED && row.state != NoticeState.UNCERTAIN) {
            throw HubException.conflict("notice.not-failed", Map.of("state", row.state.name()));
          }
          Instant now = clock.instant();
          Duration life = Duration.between(row.createdAt, row.expiresAt);
          row.attempt++;
          row.expiresAt = now.plus(life.compareTo(Duration.ZERO) > 0 ? life : Duration.ofDays(1));
          row.sentAt = null;
          row.parts = null;
          row.dueAt = null;
          step(row, NoticeState.WAITING, actor);
          bus.publish(text(row), actor, row.correlation);
          return Notice.of(row);
        });
  }

  /** One notice, or {@code notice.unknown}. Inside a transaction. */
  NoticeRow find(String id) {
    return Optional.ofNullable(em.find(NoticeRow.class, id))
        .orElseThrow(() -> HubException.notFound("notice.unknown", id));
  }

  /** What happens to a row. */
  private interface Change {
    void apply(NoticeRow row);
  }

  /** Applies news of a text to its notice, if it is of the present attempt of one of ours. */
  private void change(String message, Change change) {
    int dash = message.lastIndexOf('-');
    if (dash <= 0) {
      return;
    }
    transactions.run(
        () -> {
          NoticeRow row = em.find(NoticeRow.class, message.substring(0, dash));
          if (row == null) {
            return;
          }
          if (message.equals(message(row))) {
            change.apply(row);
          } else {
            LOG.info("News of {}, which is not the present attempt {}", message, row.attempt);
          }
        });
  }

  private void step(NoticeRow row, NoticeState state) {
    step(row, state, Actor.HUB);
  }

  private void step(NoticeRow row, NoticeState state, Actor actor) {
    row.state = state;
    row.code = null;
    row.reason = null;
    tell(row, actor);
  }

  private void fail(NoticeRow row, NoticeState state, String code, String reason) {
    row.state = state;
    row.code = code;
    row.reason = reason.isEmpty() ? null : cut(Numbers.withoutNumbers(reason), LONGEST_REASON);
    tell(row);
  }

  private void tell(NoticeRow row) {
    tell(row, Actor.HUB);
  }

  private void tell(NoticeRow row, Actor actor) {
    bus.publish(
        new NoticeChanged(
            row.id, row.reference, row.state, text(row.code), row.attempt, clock.instant()),
        actor,
        row.correlation);
    Notice view = Notice.of(row);
    transactions.afterCommit(() -> live(LiveUpdate.forPermission(READ, "notice.changed", view)));
  }

  /** A console that hears nothing of it sees it when it looks next. */
  private void live(LiveUpdate update) {
    try {
      bus.publish(update);
    } catch (HubException e) {
      LOG.debug("Consoles were not told: {}", e.code());
    }
  }

  private SendText text(NoticeRow row) {
    return new SendText(
        settings.textChannel(), message(row), row.recipient, row.content, row.expiresAt);
  }

  private static String message(NoticeRow row) {
    return row.id + "-" + row.attempt;
  }

  private static String text(@Nullable String column) {
    return column == null ? "" : column;
  }

  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }
}
