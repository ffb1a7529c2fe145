// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.alarm;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.hub.Secrets;
import org.shuniu.api.hub.Transactions;
import org.shuniu.core.ops.HubMetrics;
import org.shuniu.core.ops.alarm.AlarmEngine.Key;
import org.shuniu.core.ops.alarm.AlarmEngine.Risen;
import org.shuniu.core.ops.alarm.Quieting.Message;
import org.shuniu.core.ops.alarm.Quieting.Note;
import org.shuniu.core.ops.system.Level;
import org.shuniu.core.ops.system.Sample;
import org.shuniu.core.ops.system.Sampler;
import org.shuniu.core.ops.system.Threshold;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the rules every few seconds, keeps the book and tells. An alarm is told also while the
 * database is away, which may be what it is about; it is written down when that is back.
 */
@Component(
    service = AlarmDesk.class,
    immediate = true,
    configurationPid = "org.shuniu.core.ops.alarm")
@Designate(ocd = AlarmConfig.class)
public final class AlarmDesk {
  static final String READ = "alarm:read";
  private static final Logger LOG = LoggerFactory.getLogger(AlarmDesk.class);
  private static final int MAX_LATE = 200;

  private final AlarmBook book;
  private final AlarmEngine engine;
  private final Quieting quieting;
  private final AlarmWords words;
  private final List<Teller> tellers;
  private final List<String> recipients;
  private final Duration retention;
  private final Bus bus;
  private final Supplier<List<Sample>> samples;
  private final List<AlarmRule> builtIn;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "ops-alarms");
            thread.setDaemon(true);
            return thread;
          });

  // Of the timer's thread.
  private final List<Runnable> late = new ArrayList<>();
  private List<AlarmRule> rules = List.of();
  private boolean resumed;

  /** Made by the component runtime. */
  @Activate
  public AlarmDesk(
      @Reference(target = "(osgi.unit.name=ops)") EntityManager em,
      @Reference Transactions tx,
      @Reference Bus bus,
      @Reference Secrets secrets,
      @Reference HubMetrics metrics,
      @Reference Sampler sampler,
      AlarmConfig config) {
    this(
        em,
        tx,
        bus,
        tellers(config, bus, secrets),
        metrics::samples,
        sampler.thresholds(),
        config,
        Clock.systemUTC());
    timer.scheduleWithFixedDelay(
        this::look, config.checkMs(), config.checkMs(), TimeUnit.MILLISECONDS);
    timer.scheduleWithFixedDelay(this::prune, 1, 24 * 60, TimeUnit.MINUTES);
  }

  AlarmDesk(
      EntityManager em,
      Transactions tx,
      Bus bus,
      List<Teller> tellers,
      Supplier<List<Sample>> samples,
      List<Threshold> thresholds,
      AlarmConfig config,
      Clock clock) {
    ZoneId zone = ZoneId.of(config.timeZone());
    this.book = new AlarmBook(em, tx, Duration.ofMinutes(config.flapMinutes()));
    this.engine = new AlarmEngine(Duration.ofSeconds(config.clearAfterSeconds()));
    this.quieting =
        new Quieting(
            new Quieting.Rules(
                Duration.ofSeconds(config.gatherSeconds()),
                Duration.ofMinutes(config.repeatMinutes()),
                config.maxPerHour(),
                LocalTime.parse(config.quietFrom().strip()),
                LocalTime.parse(config.quietUntil().strip()),
                zone));
    this.words = new AlarmWords(config.language(), config.hubName(), zone);
    this.tellers = tellers;
    this.recipients = Arrays.stream(config.recipients()).map(Recipients::checked).toList();
    this.retention = Duration.ofDays(config.retentionDays());
    this.bus = bus;
    this.samples = samples;
    this.builtIn =
        thresholds.stream()
            .map(t -> new AlarmRule(t.metric(), "", t, Optional.empty(), List.of(), true, true))
            .toList();
    this.rules = builtIn;
    this.clock = clock;
  }

  private static List<Teller> tellers(AlarmConfig config, Bus bus, Secrets secrets) {
    var mail =
        new MailTeller.Settings(
            config.mailHost().strip(),
            config.mailPort(),
            config.mailSecurity(),
            config.mailFrom().strip(),
            config.mailUser().strip(),
            config.mailPasswordSecret().strip(),
            config.mailTimeoutMs());
    Clock clock = Clock.systemUTC();
    return List.of(
        new MailTeller(mail, secrets, clock), new TextTeller(config.textMessages(), bus, clock));
  }

  @Deactivate
  void stop() {
    timer.shutdownNow();
  }

  AlarmBook book() {
    return book;
  }

  /** What can be watched, as it is now. */
  List<Sample> samples() {
    return samples.get();
  }

  /** Rules made from thresholds, and those of administrators. */
  List<AlarmRule> rules() {
    return Stream.concat(builtIn.stream(), book.rules().stream()).toList();
  }

  /** Who is told where a rule names nobody. */
  List<String> recipients() {
    return recipients;
  }

  /** By which ways somebody can be told now: {@code mail}, {@code sms}. */
  List<String> ways() {
    return tellers.stream().filter(Teller::ready).map(Teller::kind).toList();
  }

  /** Sends a test at once; throws what went wrong. */
  void test(String to) {
    deliver(Recipients.checked(to), words.testSubject(), words.testBody());
  }

  /** Somebody takes care of it. */
  AlarmRow acknowledge(String id, String by, String note) {
    AlarmRow row = book.acknowledge(id, by, note, clock.instant());
    changed();
    return row;
  }

  /** One look at all rules. Throws nothing. */
  void look() {
    try {
      refresh();
      Instant now = clock.instant();
      AlarmEngine.Step step = engine.step(now, samples.get(), rules);
      step.risen().forEach(risen -> raise(risen, now));
      step.cleared().forEach(key -> clear(key, now));
      if (!step.risen().isEmpty() || !step.cleared().isEmpty()) {
        changed();
      }
      quieting.due(now).forEach(this::send);
    } catch (RuntimeException e) {
      LOG.error("The alarms could not be looked at", e);
    }
  }

  /** The rules as they stand now, and what was left to be written. */
  private void refresh() {
    try {
      List<AlarmRule> own = book.rules();
      rules =
          Stream.concat(
                  builtIn.stream().filter(rule -> own.stream().noneMatch(rule::yieldsTo)),
                  own.stream())
              .toList();
      if (!resumed) {
        book.open()
            .forEach(row -> engine.resume(new Key(row.rule, AlarmBook.series(row)), row.level));
        resumed = true;
      }
      while (!late.isEmpty()) {
        late.get(0).run();
        late.remove(0);
      }
    } catch (HubException e) {
      LOG.debug("Alarms are written later: {}", e.code());
    }
  }

  private void raise(Risen risen, Instant now) {
    LOG.warn(
        "Alarm {} {}: {} is {}",
        risen.level(),
        risen.rule().id(),
        risen.key().series(),
        risen.value());
    String id = Ids.next();
    boolean told = true;
    try {
      told = book.raise(id, risen, now);
    } catch (HubException e) {
      later(() -> book.raise(id, risen, now));
    }
    if (told) {
      List<String> whom = risen.rule().tell().isEmpty() ? recipients : risen.rule().tell();
      String line = words.line(risen.rule(), risen.key().series(), risen.value(), now, false);
      quieting.raised(new Note(subject(risen.key()), risen.level(), line, false), whom, now);
    }
  }

  private void clear(Key key, Instant now) {
    LOG.info("Alarm {} {} is over", key.rule(), key.series());
    try {
      book.clear(key, now);
    } catch (HubException e) {
      later(() -> book.clear(key, now));
    }
    rules.stream()
        .filter(rule -> rule.id().equals(key.rule()))
        .findFirst()
        .ifPresent(
            rule -> {
              String line = words.line(rule, key.series(), 0, now, true);
              quieting.cleared(new Note(subject(key), Level.INFO, line, true), now);
            });
  }

  private void later(Runnable work) {
    if (late.size() < MAX_LATE) {
      late.add(work);
    }
  }

  private static String subject(Key key) {
    return key.rule() + "|" + key.series();
  }

  private void send(Message message) {
    try {
      deliver(message.to(), words.subject(message.notes()), words.body(message.notes()));
    } catch (HubException e) {
      LOG.warn("Alarms were not told: {} {}", e.code(), e.arguments());
    }
  }

  private void deliver(String recipient, String subject, String text) {
    int colon = recipient.indexOf(':');
    String kind = recipient.substring(0, colon);
    Teller teller =
        tellers.stream()
            .filter(each -> each.kind().equals(kind) && each.ready())
            .findFirst()
            .orElseThrow(() -> HubException.conflict("ops.tell.not-set-up", Map.of("way", kind)));
    teller.tell(recipient.substring(colon + 1), subject, text);
  }

  private void changed() {
    try {
      bus.publish(LiveUpdate.forPermission(READ, "alarms.changed", Map.of()));
    } catch (HubException e) {
      LOG.debug("Consoles are not told: {}", e.code());
    }
  }

  private void prune() {
    try {
      book.prune(clock.instant().minus(retention));
    } catch (HubException e) {
      LOG.debug("Old alarms are removed later: {}", e.code());
    }
  }
}
