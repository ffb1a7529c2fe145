// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.BusinessEvent;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.BusRestored;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.hub.Vault;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.services.citizen.CallerVerified;
import org.shuniu.api.services.ivr.StartFlow;
import org.shuniu.api.services.ivr.StopFlow;
import org.shuniu.api.speech.Speech;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The IVR in the hub: its flows, its engine, its place at the bus. */
@Component(service = {IvrService.class, BusConsumer.class})
@Designate(ocd = IvrConfig.class)
public class IvrService implements BusConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(IvrService.class);
  private static final String STARTER = "hotline";

  /** The sub-flow by which the contact service lets a caller prove who it is within a talk. */
  private static final String CHECK = "verify";

  /** The calendar of a hub that has no other. */
  private static final String OFFICE = "office";

  /** The year whose public holidays come with the hub. */
  private static final int KNOWN_YEAR = 2026;

  private static final long TICK_MS = 250;

  private final FlowStore store;
  private final LineStore lines;
  private final PromptStore prompts;
  private final CalendarStore calendars;
  private final UnknownNumbers unknown;
  private final Audit audit;
  private final Voice voice;
  private final Engine engine;
  private final ScheduledExecutorService timer;

  /** Apart from the timer: a slow engine of speech must not hold up the watch over callers. */
  private final ExecutorService preparation;

  private volatile boolean begun;
  private volatile InForce inForce = InForce.NOTHING;

  /** Made by the component runtime. */
  @Activate
  public IvrService(
      @Reference(target = "(osgi.unit.name=ivr)") EntityManager em,
      @Reference Transactions tx,
      @Reference Bus bus,
      @Reference Speech speech,
      @Reference Vault vault,
      @Reference Audit audit,
      @Reference Metrics metrics,
      @Reference PromptFiles files,
      IvrConfig config) {
    store = new FlowStore(em, tx);
    lines = new LineStore(em, tx);
    prompts = new PromptStore(em, tx, files);
    calendars = new CalendarStore(em, tx);
    unknown = new UnknownNumbers(metrics, Clock.systemUTC());
    this.audit = audit;
    voice =
        new Voice(
            speech,
            name -> Optional.ofNullable(inForce.prompts().get(name)),
            Duration.ofMillis(config.speechTimeoutMs()));
    engine =
        new Engine(
            this::serve,
            called -> inForce.line(called),
            config.fallbackSkill(),
            bus::publish,
            voice,
            vault,
            Clock.systemUTC(),
            ZoneId.of(config.timeZone()));
    timer = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "ivr-timer"));
    preparation = Executors.newSingleThreadExecutor(work -> daemon(work, "ivr-preparation"));
    begin();
    timer.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
  }

  /** Brings the flows in force; while the database is away, the next tick tries again. */
  private void begin() {
    try {
      store.seedLine(STARTER, shipped(STARTER));
      store.seed(CHECK, shipped(CHECK));
      calendars.seed(OFFICE, shipped("/calendars/office.json", CalendarInput.class));
      calendars.seed(KNOWN_YEAR, shipped("/holidays/" + KNOWN_YEAR + ".json", HolidaysInput.class));
      reload();
      begun = true;
    } catch (HubException e) {
      if (!e.retryable()) {
        throw e;
      }
      LOG.info("The flows are read later: {}", e.getMessage());
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Called by the component runtime. */
  @Deactivate
  public void deactivate() {
    timer.shutdownNow();
    preparation.shutdownNow();
  }

  @Override
  public String name() {
    return "services.ivr";
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    return List.of(
        Subscription.of(StartFlow.class, m -> engine.start(m.data())),
        Subscription.of(StopFlow.class, m -> engine.stop(m.data().contact())),
        Subscription.of(PbxEvent.PromptEnded.class, m -> engine.promptEnded(m.data())),
        Subscription.of(PbxEvent.DigitsCollected.class, m -> engine.digitsCollected(m.data())),
        Subscription.of(BusinessEvent.QueryAnswered.class, m -> engine.queryAnswered(m.data())),
        Subscription.of(BusinessEvent.QueryRejected.class, m -> engine.queryRejected(m.data())),
        Subscription.of(CallerVerified.class, m -> engine.callerVerified(m.data())),
        Subscription.of(PbxEvent.CommandRejected.class, m -> engine.rejected(m.data())),
        Subscription.of(PbxEvent.PbxLinkChanged.class, m -> linkChanged(m.data())),
        Subscription.of(BusRestored.class, m -> engine.repeat(run -> true)));
  }

  FlowStore store() {
    return store;
  }

  LineStore lines() {
    return lines;
  }

  PromptStore prompts() {
    return prompts;
  }

  CalendarStore calendars() {
    return calendars;
  }

  Voice voice() {
    return voice;
  }

  /** What callers get at this moment. */
  InForce inForce() {
    return inForce;
  }

  /** How many callers of a number are in its flow. */
  int callersOf(String called) {
    return engine.size(called);
  }

  /** What is published now is what new callers get. */
  final void reload() {
    InForce next =
        new InForce(
            store.published(),
            lines.all(),
            prompts.inForce(),
            calendars.inForce(),
            store.nextPlanned());
    inForce = next;
    preparation.execute(
        () -> {
          next.flows().values().forEach(flow -> prepare(flow.flow()));
          next.prompts().values().forEach(this::prepare);
        });
  }

  private Optional<PublishedFlow> serve(StartFlow start) {
    InForce now = inForce;
    if (start.flow().isEmpty() && now.unknown(start.called())) {
      unknown.called(start.called());
    }
    return now.of(start);
  }

  /** What was planned for this time comes into force. */
  private void publishDue() {
    Instant now = Instant.now();
    if (inForce.nextPlanned().filter(at -> !at.isAfter(now)).isPresent()) {
      store
          .publishDue(now)
          .forEach(
              due ->
                  audit.record(
                      "ivr:publish",
                      "flow:" + due.flow(),
                      Map.of("version", due.planned().version(), "planned", due.planned().by())));
      reload();
    }
  }

  /** Callers whose answers were lost with the link are asked again. */
  private void linkChanged(PbxEvent.PbxLinkChanged event) {
    if (event.state().status() == LinkState.Status.ONLINE) {
      engine.repeat(run -> run.pbx.equals(event.pbx()));
    }
  }

  private void tick() {
    try {
      if (!begun) {
        begin();
      }
      engine.tick();
      publishDue();
    } catch (HubException e) {
      LOG.warn("The flows are looked after later: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("The watch over flows failed; it goes on", e);
    }
  }

  /**
   * Lets the engine of speech speak once what every caller hears, so that no caller waits for it.
   */
  private void prepare(Flow flow) {
    Map<String, String> texts = flow.variablesOrNone();
    Variables variables =
        new Variables(
            texts, Map.of(), UnaryOperator.identity(), Clock.systemUTC(), ZoneId.systemDefault());
    for (FlowNode node : flow.nodes().values()) {
      String language = node.languageOr(flow.language());
      Stream.of(node.text(), node.timeoutText(), node.invalidText(), node.waitText())
          .flatMap(text -> Stream.ofNullable(text))
          .filter(text -> Variables.constant(text, texts))
          .map(text -> voice.say(variables.fill(text, language), language))
          .forEach(spoken -> LOG.debug("Prepared {}", spoken.toCompletableFuture().join()));
    }
  }

  private void prepare(PromptContent prompt) {
    LOG.debug("Prepared {}", voice.say(prompt).toCompletableFuture().join());
  }

  static Flow shipped(String name) {
    return FlowJson.read(resource("/flows/" + name + ".json"));
  }

  private static <T> T shipped(String resource, Class<T> type) {
    return FlowJson.read(resource(resource), type);
  }

  private static String resource(String resource) {
    try (InputStream in = IvrService.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw HubException.internal("ivr.starter.missing", e);
    }
  }
}
