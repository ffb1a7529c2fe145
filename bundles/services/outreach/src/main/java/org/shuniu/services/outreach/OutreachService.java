// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.outreach;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.channel.ChannelEvent.TextDelivered;
import org.shuniu.api.channel.ChannelEvent.TextFailed;
import org.shuniu.api.channel.ChannelEvent.TextReceived;
import org.shuniu.api.channel.ChannelEvent.TextSent;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.outreach.SendNotice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Outreach in the hub: its place at the bus, and what it does by the clock. */
@Component(service = {OutreachService.class, BusConsumer.class})
@Designate(ocd = OutreachConfig.class)
public class OutreachService implements BusConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(OutreachService.class);
  private static final int PARALLEL = 8;
  private static final int MOST_DELETED = 500;

  private final EntityManager em;
  private final Transactions transactions;
  private final Clock clock;
  private final Settings settings;
  private final Notices notices;
  private final Texts texts;
  private final ScheduledExecutorService timer;

  /** Made by the component runtime. */
  @Activate
  public OutreachService(
      @Reference(target = "(osgi.unit.name=outreach)") EntityManager em,
      @Reference Transactions transactions,
      @Reference Bus bus,
      OutreachConfig config) {
    this(em, transactions, bus, Clock.systemUTC(), Settings.of(config));
    long pause = settings.sweep().toMillis();
    timer.scheduleWithFixedDelay(this::sweep, pause, pause, TimeUnit.MILLISECONDS);
    timer.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
  }

  OutreachService(
      EntityManager em, Transactions transactions, Bus bus, Clock clock, Settings settings) {
    this.em = em;
    this.transactions = transactions;
    this.clock = clock;
    this.settings = settings;
    this.notices = new Notices(em, transactions, bus, clock, settings);
    this.texts = new Texts(em, transactions);
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "shuniu-outreach");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Called by the component runtime. */
  @Deactivate
  public void deactivate() {
    timer.shutdownNow();
  }

  @Override
  public String name() {
    return "services.outreach";
  }

  @Override
  public int concurrency() {
    return PARALLEL;
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    return List.of(
        Subscription.once(SendNotice.class, notices::send),
        Subscription.once(TextSent.class, event -> notices.sent(event.data())),
        Subscription.once(TextFailed.class, event -> notices.failed(event.data())),
        Subscription.once(TextDelivered.class, event -> notices.delivered(event.data())),
        Subscription.once(TextReceived.class, event -> texts.received(event.data())));
  }

  Notices notices() {
    return notices;
  }

  /** Gives what waited for the end of the quiet time. */
  void sweep() {
    guarded("Waiting notices", notices::giveDue);
  }

  /** Deletes what is older than it may become. */
  void forget() {
    Instant now = clock.instant();
    guarded(
        "Old notices",
        () ->
            delete(
                "select n.id from NoticeRow n where n.createdAt < :before and n.dueAt is null",
                "delete from NoticeRow n where n.id in :ids",
                now.minus(settings.noticeRetention())));
    guarded(
        "Old texts",
        () ->
            delete(
                "select t.id from TextRow t where t.receivedAt < :before",
                "delete from TextRow t where t.id in :ids",
                now.minus(settings.textRetention())));
  }

  /** In small transactions, so that nobody waits for it. */
  private void delete(String select, String delete, Instant before) {
    int deleted = MOST_DELETED;
    while (deleted == MOST_DELETED) {
      deleted =
          transactions.call(
              () -> {
                List<String> ids =
                    em.createQuery(select, String.class)
                        .setParameter("before", before)
                        .setMaxResults(MOST_DELETED)
                        .getResultList();
                if (ids.isEmpty()) {
                  return 0;
                }
                return em.createQuery(delete).setParameter("ids", ids).executeUpdate();
              });
    }
  }

  private static void guarded(String what, Runnable work) {
    try {
      work.run();
    } catch (HubException e) {
      LOG.warn("{} were not looked after: {}", what, e.code());
    } catch (RuntimeException e) {
      LOG.error("{} were not looked after", what, e);
    }
  }
}
