// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.HubException;
import org.shuniu.api.channel.ChannelCommand.SendText;
import org.shuniu.api.channel.ChannelEvent.TextDelivered;
import org.shuniu.api.channel.ChannelEvent.TextFailed;
import org.shuniu.api.channel.ChannelEvent.TextReceived;
import org.shuniu.api.channel.ChannelEvent.TextSent;
import org.shuniu.api.channel.spi.IncomingText;
import org.shuniu.api.channel.spi.TextChannel;
import org.shuniu.core.plugins.JobRow.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the hub does about texts: keeps them until the carrier has taken them, each once, matches
 * reports with them, and tells how they ended. Everything about texts in work is written by the
 * desk's one thread, so a report cannot slip past the answer that it overtakes. Numbers and words
 * reach no log.
 */
final class ChannelDesk extends Backlog<TextRow> {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelDesk.class);
  private static final Duration REPORTS_KEPT = Duration.ofDays(3);
  private static final int LONGEST_REASON = 200;
  private static final String UNCERTAIN = "channel.uncertain";

  /** With these the carrier has got nothing. */
  private static final Set<String> NOT_GIVEN = Set.of("channel.link.offline", "channel.throttled");

  private final EntityManager entities;
  private final Roster<TextChannel, ChannelInstance> roster;

  ChannelDesk(Services services, Bounds bounds) {
    super(
        "channel",
        JobTable.of(TextRow.class, services.entities()),
        services,
        bounds,
        Map.of(
            "TextRow", bounds.retention(),
            "TextPartRow", bounds.retention(),
            "ReceivedRow", bounds.retention(),
            "ReportRow", REPORTS_KEPT));
    this.entities = services.entities();
    this.roster = new Roster<>("channel", (id, channel) -> new ChannelInstance(id, channel, this));
  }

  Roster<TextChannel, ChannelInstance> roster() {
    return roster;
  }

  /** In the consumer's transaction. */
  void send(Envelope<SendText> envelope) {
    accept(new TextRow(envelope, clock().instant()));
  }

  /** A try ended. */
  void tried(
      ChannelInstance worker,
      TextRow job,
      @Nullable List<String> ids,
      @Nullable Throwable failure,
      boolean called,
      Duration took) {
    if (ids != null) {
      measured(job, "sent", took);
      worker.crew().worked();
      finish(worker, job, row -> sent(row, ids));
      return;
    }
    HubException why =
        Outcome.failure(
            failure == null ? new IllegalStateException("no ids") : failure, UNCERTAIN, UNCERTAIN);
    measured(job, why.code(), took);
    if (!called || NOT_GIVEN.contains(why.code())) {
      worker.crew().linkLost();
      finish(worker, job, row -> row.again(why.code(), false, row.due));
    } else if (why.kind() == HubException.Kind.CALLER) {
      worker.crew().worked();
      String reason = String.valueOf(why.arguments().getOrDefault("reason", ""));
      finish(worker, job, row -> fail(row, State.REJECTED, why.code(), reason));
    } else {
      LOG.warn("Nobody knows whether text {} was sent: {}", job.id, why.getMessage());
      finish(worker, job, row -> fail(row, State.UNCERTAIN, UNCERTAIN, ""));
    }
  }

  private void measured(TextRow job, String outcome, Duration took) {
    services.metrics().time("channel.text", took, "channel", job.instance, "outcome", outcome);
  }

  private void sent(TextRow row, List<String> ids) {
    Instant now = clock().instant();
    row.end(State.DONE, null, now);
    for (String id : ids) {
      TextPartRow part = new TextPartRow(new CarrierKey(row.instance, id), now);
      part.textId = row.id;
      entities.persist(part);
    }
    publish(row, new TextSent(row.instance, row.id, ids, now));
    for (String id : ids) {
      CarrierKey key = new CarrierKey(row.instance, id);
      ReportRow early = entities.find(ReportRow.class, key);
      if (early != null) {
        entities.remove(early);
        report(key, early.delivered, early.reason == null ? "" : early.reason);
      }
    }
  }

  private void fail(TextRow row, State how, String code, String reason) {
    row.end(how, code, clock().instant());
    publish(
        row,
        new TextFailed(
            row.instance, row.id, code, reason, how == State.UNCERTAIN, clock().instant()));
  }

  @Override
  void expire(TextRow row) {
    boolean missing = roster.find(row.instance).isEmpty();
    fail(row, State.REJECTED, missing ? "channel.missing" : "channel.expired", "");
  }

  @Override
  void orphaned(TextRow row) {
    fail(row, State.UNCERTAIN, UNCERTAIN, "");
  }

  @Override
  List<ChannelInstance> workers() {
    return roster.all();
  }

  /** Returns when it is stored. */
  void reported(CarrierKey key, boolean delivered, String reason) {
    String words = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    await(desk.write(() -> report(key, delivered, words)));
    services
        .metrics()
        .count("channel.report", "channel", key.channel(), "delivered", String.valueOf(delivered));
  }

  private void report(CarrierKey key, boolean delivered, String reason) {
    TextPartRow part = entities.find(TextPartRow.class, key);
    if (part == null) {
      keep(key, delivered, reason);
      return;
    }
    TextRow text = entities.find(TextRow.class, part.textId);
    if (part.reported || text == null || text.delivered != null) {
      return;
    }
    part.reported = true;
    // A part that failed is the end of the text; else it ends with its last part.
    if (!delivered || others(part) == 0) {
      text.delivered = delivered ? "YES" : "NO";
      publish(
          text, new TextDelivered(text.instance, text.id, delivered, reason, clock().instant()));
    }
  }

  private long others(TextPartRow part) {
    return entities
        .createQuery("select p from TextPartRow p where p.textId = :text", TextPartRow.class)
        .setParameter("text", part.textId)
        .getResultStream()
        .filter(other -> !other.reported)
        .count();
  }

  private void keep(CarrierKey key, boolean delivered, String reason) {
    ReportRow row = entities.find(ReportRow.class, key);
    if (row == null) {
      row = new ReportRow(key, clock().instant());
      entities.persist(row);
    }
    row.delivered = delivered;
    row.reason = reason;
  }

  /** Returns when it is stored; the same id again changes nothing. */
  void received(String channel, IncomingText text) {
    CarrierKey key = new CarrierKey(channel, text.id());
    await(
        desk.write(
            () -> {
              Instant now = clock().instant();
              if (entities.find(ReceivedRow.class, key) == null) {
                entities.persist(new ReceivedRow(key, now));
                TextReceived event =
                    new TextReceived(channel, text.id(), text.from(), text.to(), text.text(), now);
                services.bus().publish(event, new Actor(Actor.Kind.SYSTEM, channel));
              }
            }));
    services.metrics().count("channel.received", "channel", channel);
  }

  private static void await(CompletableFuture<Void> written) {
    try {
      written.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof HubException known
          ? HubException.capacity(known.code(), known.arguments())
          : HubException.internal("channel.store-failed", e);
    }
  }
}
