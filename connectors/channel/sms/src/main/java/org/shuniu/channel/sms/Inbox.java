// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.DeliverSm;
import org.shuniu.api.base.HubException;
import org.shuniu.api.channel.spi.ChannelContext;
import org.shuniu.api.channel.spi.IncomingText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the host what the carrier delivers, and acknowledges it only then; what the host cannot
 * take now is answered with ESME_RX_T_APPN, so that the carrier gives it again. What comes from one
 * number is told in order. At most {@value #LANES} × {@value #LENGTH} wait.
 */
final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final int LANES = 4;
  private static final int LENGTH = 64;
  private static final long SWEEP_MS = 500;

  private final ChannelContext context;
  private final Settings settings;
  private final Assembly assembly;
  private final Repeats repeats;
  private final List<ThreadPoolExecutor> lanes = new ArrayList<>();

  Inbox(String name, ChannelContext context, Settings settings) {
    this.context = context;
    this.settings = settings;
    this.repeats = new Repeats(settings.repeatWindow());
    this.assembly =
        new Assembly(
            context.dataDirectory().resolve("parts"),
            settings.partsTimeout(),
            settings.repeatWindow());
    for (int i = 0; i < LANES; i++) {
      String thread = name + "-inbox-" + i;
      lanes.add(
          new ThreadPoolExecutor(
              1,
              1,
              0,
              TimeUnit.SECONDS,
              new ArrayBlockingQueue<>(LENGTH),
              task -> new Thread(task, thread)));
    }
  }

  void start() {
    context
        .scheduler()
        .scheduleWithFixedDelay(this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
  }

  /** Ends after what is being told. */
  void end(long patienceMs) {
    lanes.forEach(ThreadPoolExecutor::shutdown);
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMs);
    try {
      for (ThreadPoolExecutor lane : lanes) {
        if (!lane.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          lane.shutdownNow();
        }
      }
    } catch (InterruptedException e) {
      lanes.forEach(ThreadPoolExecutor::shutdownNow);
      Thread.currentThread().interrupt();
    }
  }

  /** Takes a deliver_sm; never blocks. */
  void delivered(Session session, Frame frame) {
    Optional<DeliverSm> deliver = frame.deliver();
    if (deliver.isEmpty()) {
      LOG.warn(
          "{}: a malformed deliver_sm of {} octets", context.instance(), frame.octets().length);
      session.answer(frame, SMPPConstant.STAT_ESME_RX_P_APPN);
      return;
    }
    int lane = Math.floorMod(String.valueOf(deliver.get().getSourceAddr()).hashCode(), LANES);
    try {
      lanes.get(lane).execute(() -> session.answer(frame, tell(session, deliver.get())));
    } catch (RejectedExecutionException e) {
      session.answer(frame, SMPPConstant.STAT_ESME_RX_T_APPN);
    }
  }

  /** The status to answer with. */
  private int tell(Session session, DeliverSm deliver) {
    try {
      Message message = Message.of(deliver);
      if (Receipt.is(deliver)) {
        report(deliver, message.text());
      } else {
        receive(session, message);
      }
      return SMPPConstant.STAT_ESME_ROK;
    } catch (HubException e) {
      LOG.info("{}: a delivery was not taken: {}", context.instance(), e.code());
      return e.kind() == HubException.Kind.CALLER
          ? SMPPConstant.STAT_ESME_RX_P_APPN
          : SMPPConstant.STAT_ESME_RX_T_APPN;
    } catch (RuntimeException e) {
      LOG.error("{}: a delivery was not taken", context.instance(), e);
      return SMPPConstant.STAT_ESME_RX_T_APPN;
    }
  }

  private void report(DeliverSm deliver, String text) {
    Optional<Receipt> receipt =
        Receipt.of(deliver, text, settings.submitIds(), settings.receiptIds());
    if (receipt.isEmpty()) {
      LOG.debug("{}: a receipt that tells no end", context.instance());
      return;
    }
    context.reported(receipt.get().id(), receipt.get().delivered(), receipt.get().reason());
  }

  private void receive(Session session, Message message) {
    if (message.place().isPresent()) {
      assembly.add(message, message.place().get(), context.clock().instant()).ifPresent(this::give);
      return;
    }
    String digest = Repeats.digest(message.from(), message.to(), message.text());
    String id =
        message
            .carrierId()
            .orElseGet(() -> repeats.identify(digest, session.serial(), context.clock().instant()));
    context.received(
        new IncomingText(id, message.from(), message.to(), Clean.text(message.text())));
    repeats.acknowledged(digest, session.serial());
  }

  private void give(Assembly.Whole whole) {
    context.received(whole.text());
    assembly.given(whole);
  }

  /** Texts that miss a part are given as they are; done by a lane, as the host may take time. */
  private void sweep() {
    try {
      lanes.get(0).execute(this::giveOverdue);
    } catch (RejectedExecutionException e) {
      LOG.debug("{}: the inbox is full or ends", context.instance());
    }
  }

  private void giveOverdue() {
    try {
      assembly.overdue(context.clock().instant()).forEach(this::give);
    } catch (HubException e) {
      LOG.info("{}: a text in parts is not yet given: {}", context.instance(), e.code());
    } catch (RuntimeException e) {
      LOG.error("{}: texts in parts are not given", context.instance(), e);
    }
  }
}
