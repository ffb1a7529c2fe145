// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.ConsolePresence;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.hub.SessionEnded;
import org.shuniu.api.hub.Sessions;
import org.shuniu.api.hub.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live streams of all consoles. Every message is encoded once, noted in the journal and put
 * into the queues of those it is meant for, in the same order for all; only then is anything
 * written, so that no console waits for another.
 */
@Component(
    service = {BusConsumer.class, Live.class},
    configurationPid = GatewayConfig.PID)
public final class Live implements BusConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(Live.class);
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] GREETING = "retry: 1000\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] RESYNC =
      "event: resync\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);

  /** See {@link GatewayConfig}. */
  record Limits(
      int journalSize,
      Duration journalAge,
      int queueBytes,
      int streams,
      int streamsPerUser,
      int presenceGraceMs) {}

  private final Limits limits;
  private final LiveJournal journal;
  private final ObjectMapper json = Json.mapper(Live.class.getClassLoader());
  private final Presence presence;
  private final Set<LiveStream> streams = new LinkedHashSet<>();
  private final Map<LiveStream, Supplier<Optional<Sessions.Session>>> checks =
      new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "gateway-live");
            thread.setDaemon(true);
            return thread;
          });

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Bus bus;

  private volatile Metrics.@Nullable Registration gauge;

  @Activate
  public Live(BundleContext context, GatewayConfig config) {
    this(
        Clock.systemUTC(),
        new Limits(
            config.liveJournalSize(),
            Duration.ofSeconds(config.liveJournalSeconds()),
            config.liveQueueBytes(),
            config.liveStreams(),
            config.liveStreamsPerUser(),
            config.presenceGraceMs()),
        Optional.ofNullable(context.getDataFile("present")).map(File::toPath).orElseThrow());
    timer.scheduleWithFixedDelay(
        this::beat, config.liveHeartbeatMs(), config.liveHeartbeatMs(), TimeUnit.MILLISECONDS);
  }

  Live(Clock clock, Limits limits, Path presentFile) {
    this.limits = limits;
    this.journal = new LiveJournal(clock, limits.journalSize(), limits.journalAge());
    this.presence = new Presence(timer, this::tell, limits.presenceGraceMs(), presentFile);
  }

  @Deactivate
  void stop() {
    timer.shutdownNow();
    snapshot().forEach(LiveStream::close);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setMetrics(Metrics metrics) {
    gauge = metrics.gauge("live.streams", () -> snapshot().size());
  }

  void unsetMetrics(Metrics metrics) {
    Metrics.Registration shown = gauge;
    if (shown != null) {
      shown.close();
    }
  }

  @Override
  public String name() {
    return "web.gateway.live";
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    return List.of(
        Subscription.of(LiveUpdate.class, message -> publish(message.data())),
        Subscription.of(SessionEnded.class, message -> end(message.data().sessionId())));
  }

  /**
   * Makes the request a live stream. Begins after {@code Last-Event-ID}, or with {@code resync} if
   * that is too long ago, or, without one, with what happens from now on.
   *
   * @param check asked now and then whether the session still holds
   */
  void connect(
      HttpServletRequest request,
      HttpServletResponse response,
      Sessions.Session session,
      Supplier<Optional<Sessions.Session>> check)
      throws IOException {
    makeRoom(session.identity().userId());
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    // Reverse proxies would keep the events until they have a page full.
    response.setHeader("X-Accel-Buffering", "no");
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    LiveStream stream = new LiveStream(async, session, limits.queueBytes(), this::forget);
    checks.put(stream, check);
    stream.offer(GREETING);
    synchronized (this) {
      resume(stream, request.getHeader("Last-Event-ID"));
      streams.add(stream);
    }
    presence.opened(session.identity().userId());
    stream.start();
  }

  private void resume(LiveStream stream, @Nullable String lastId) {
    Optional<List<LiveJournal.Entry>> missed =
        lastId == null ? Optional.of(List.of()) : journal.after(lastId);
    boolean fits =
        missed.isPresent()
            && missed.get().stream()
                .filter(entry -> stream.hears(entry.audience()))
                .allMatch(entry -> stream.offer(entry.frame()));
    if (!fits) {
      stream.offer(RESYNC);
    }
    stream.offer(journal.position());
  }

  /** Room for one more: a user with many pages open loses the oldest. */
  private void makeRoom(String user) {
    List<LiveStream> own =
        snapshot().stream()
            .filter(stream -> stream.session().identity().userId().equals(user))
            .toList();
    if (own.size() >= limits.streamsPerUser()) {
      own.get(0).close();
    } else if (snapshot().size() >= limits.streams()) {
      throw HubException.capacity("rest.live.full", Map.of("retryAfterSeconds", 5));
    }
  }

  /** Sends to all whom it may concern. */
  void publish(LiveUpdate update) {
    String text;
    try {
      text = json.writeValueAsString(update.data());
    } catch (JsonProcessingException e) {
      throw HubException.internal("rest.live.unencodable", e);
    }
    List<LiveStream> written = new ArrayList<>();
    List<LiveStream> full = new ArrayList<>();
    synchronized (this) {
      LiveJournal.Entry entry = journal.append(update.audience(), oneLine(update.name()), text);
      for (LiveStream stream : streams) {
        if (stream.hears(entry.audience())) {
          (stream.offer(entry.frame()) ? written : full).add(stream);
        }
      }
    }
    written.forEach(LiveStream::pump);
    cut(full);
  }

  /** A sign of life for each, which also finds out who is gone; and a look at the sessions. */
  void beat() {
    try {
      for (LiveStream stream : snapshot()) {
        if (!valid(stream)) {
          stream.close();
        } else if (stream.offer(HEARTBEAT)) {
          stream.pump();
        } else {
          cut(List.of(stream));
        }
      }
    } catch (RuntimeException e) {
      LOG.error("heart-beat of live streams failed", e);
    }
  }

  private boolean valid(LiveStream stream) {
    Supplier<Optional<Sessions.Session>> check = checks.get(stream);
    try {
      Optional<Sessions.Session> session = check == null ? Optional.empty() : check.get();
      session.ifPresent(stream::session);
      return session.isPresent();
    } catch (HubException e) {
      // The database is away; the stream is the last that should suffer.
      return e.retryable();
    }
  }

  private void end(String sessionId) {
    snapshot().stream()
        .filter(stream -> stream.session().id().equals(sessionId))
        .forEach(LiveStream::close);
  }

  private void cut(List<LiveStream> full) {
    for (LiveStream stream : full) {
      LOG.info(
          "live stream of user {} cut: it does not read", stream.session().identity().userId());
      stream.close();
    }
  }

  private void forget(LiveStream stream) {
    boolean removed;
    synchronized (this) {
      removed = streams.remove(stream);
    }
    checks.remove(stream);
    if (removed) {
      presence.closed(stream.session().identity().userId());
    }
  }

  synchronized List<LiveStream> snapshot() {
    return List.copyOf(streams);
  }

  private void tell(ConsolePresence event) {
    Bus current = bus;
    if (current == null) {
      return;
    }
    try {
      current.publish(event);
    } catch (HubException e) {
      LOG.warn("presence of user {} not told: {}", event.userId(), e.getMessage());
    }
  }

  private static String oneLine(String name) {
    return name.replaceAll("[\\r\\n]", " ");
  }
}
