// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.util.DefaultComposer;
import org.jsmpp.util.PDUComposer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.channel.spi.ChannelContext;
import org.shuniu.api.channel.spi.OutgoingText;
import org.shuniu.api.channel.spi.TextChannel;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.hub.Secrets;

/** Short messages by SMPP 3.4 (C3): one account at one message centre. */
@Component(
    service = TextChannel.class,
    configurationPid = "org.shuniu.channel.sms",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SmsConfig.class, factory = true)
public final class SmsChannel implements TextChannel {
  private static final Duration DRAIN = Duration.ofMillis(2_500);
  private static final Duration FAREWELL = Duration.ofMillis(1_500);
  private static final long LAST_WORDS_MS = 500;
  private static final int LONGEST = 1_000;
  private static final int TELLERS = 4;

  private final Settings settings;
  private final AtomicInteger references =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(256));
  private final PDUComposer composer = new DefaultComposer();
  private Optional<Running> running = Optional.empty();

  /** What exists between start and stop. */
  private record Running(
      ChannelContext context, Link link, Outbox outbox, Inbox inbox, ExecutorService answers) {}

  @Activate
  public SmsChannel(SmsConfig config, @Reference Secrets secrets) {
    this(Settings.of(config, () -> secrets.resolve(config.password())));
  }

  SmsChannel(Settings settings) {
    this.settings = settings;
  }

  @Override
  public synchronized void start(ChannelContext context) {
    String name = "shuniu-sms-" + context.instance();
    ExecutorService answers =
        Executors.newFixedThreadPool(TELLERS, task -> new Thread(task, name + "-answers"));
    Outbox outbox =
        new Outbox(name, settings, job -> number -> compose(job, number, context), answers);
    Inbox inbox = new Inbox(name, context, settings);
    Link link = new Link(name, settings, new Ends(context, outbox, inbox), context.scheduler());
    running = Optional.of(new Running(context, link, outbox, inbox, answers));
    outbox.start();
    inbox.start();
    link.start();
  }

  @Override
  public void stop() {
    Optional<Running> was;
    synchronized (this) {
      was = running;
      running = Optional.empty();
    }
    was.ifPresent(SmsChannel::end);
  }

  private static void end(Running now) {
    now.outbox().end(DRAIN);
    now.inbox().end(LAST_WORDS_MS);
    now.link().end(FAREWELL);
    now.answers().shutdown();
    try {
      if (!now.answers().awaitTermination(LAST_WORDS_MS, TimeUnit.MILLISECONDS)) {
        now.answers().shutdownNow();
      }
    } catch (InterruptedException e) {
      now.answers().shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public CompletionStage<List<String>> send(OutgoingText text) {
    Optional<Running> now;
    synchronized (this) {
      now = running;
    }
    try {
      Running current = now.orElseThrow(() -> Session.offline("channel.stopped"));
      if (!text.expires().isAfter(current.context().clock().instant())) {
        throw invalid("channel.refused", "expired");
      }
      Job job = job(text);
      current.outbox().add(job);
      return job.answer;
    } catch (HubException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Job job(OutgoingText text) {
    String to =
        PhoneNumber.mobile(text.to())
            .orElseThrow(() -> invalid("channel.address.invalid", "no mainland mobile number"));
    if (text.text().isEmpty() || text.text().length() > LONGEST) {
      throw invalid("channel.text.invalid", "length");
    }
    List<Part> parts =
        Part.of(text.text(), settings.longText(), references.getAndIncrement() & 0xFF);
    long deadline = System.nanoTime() + settings.queueTimeout().toNanos();
    return new Job(text, settings.addresses().prefix() + to, parts, deadline);
  }

  private static HubException invalid(String code, String reason) {
    return HubException.caller(HubException.Reason.UNPROCESSABLE, code, Map.of("reason", reason));
  }

  private byte[] compose(Job job, int sequence, ChannelContext context) throws PDUStringException {
    Part part = job.part();
    Settings.Addresses addresses = settings.addresses();
    OptionalParameter[] more =
        part.payload()
            ? new OptionalParameter[] {new OptionalParameter.Message_payload(part.octets())}
            : new OptionalParameter[0];
    return composer.submitSm(
        sequence,
        settings.account().serviceType(),
        addresses.sourceTon(),
        addresses.sourceNpi(),
        addresses.source(),
        addresses.destinationTon(),
        addresses.destinationNpi(),
        job.to,
        (byte) (part.joined() ? 0x40 : 0),
        (byte) 0,
        (byte) 0,
        "",
        validity(context.clock().instant(), job.text.expires(), settings.validityMax()),
        (byte) (settings.deliveryReports() ? 1 : 0),
        (byte) 0,
        part.coding(),
        (byte) 0,
        part.payload() ? new byte[0] : part.octets(),
        more);
  }

  /** Relative time as 7.1.1 of the specification writes it; relative, as clocks never agree. */
  static String validity(Instant now, Instant expires, Duration most) {
    Duration left = Duration.between(now, expires);
    Duration period = left.compareTo(most) > 0 ? most : left;
    long seconds = Math.max(1, period.toSeconds());
    return "0000%02d%02d%02d%02d000R"
        .formatted(seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
  }

  /** Tells both boxes and the host how the link stands. */
  private record Ends(ChannelContext context, Outbox outbox, Inbox inbox) implements Link.Owner {
    @Override
    public void up(Session transmitter) {
      outbox.up(transmitter);
      context.link(LinkState.online());
    }

    @Override
    public void down(String reason) {
      outbox.down();
      context.link(LinkState.offline(reason));
    }

    @Override
    public void delivered(Session session, Frame deliver) {
      inbox.delivered(session, deliver);
    }
  }
}
