// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.speech.Speech;
import org.shuniu.api.speech.spi.SpeechEngine;
import org.shuniu.core.plugins.life.Vital;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host of speech engines (I3). Answers from the cache where it can; else the first engine that
 * speaks the language and is not offline speaks, once for all who ask for the same text at the same
 * time, and a few texts at a time. Who waited too long gets {@code speech.timeout}; the text is
 * spoken to its end nevertheless and is there for the next one.
 */
@Component(
    service = {Speech.class, SeamHost.class},
    immediate = true,
    configurationPid = "org.shuniu.core.plugins.speech")
@Designate(ocd = SpeechConfig.class)
public final class SpeechHost implements Speech, SeamHost {
  private static final Logger LOG = LoggerFactory.getLogger(SpeechHost.class);

  /** So many times a place may be given up to an engine that blocks before the host gives up. */
  private static final int THREADS_PER_PLACE = 4;

  private static final String SEAM = "speech";
  private static final String HUNG = "speech.engine.hung";
  private static final int MAX_TEXT = 2_000;
  private static final int MAX_WAITING = 1_000;

  /** How long a call waits, and how long an engine may take. */
  record Times(Duration say, Duration engine, Limits life) {}

  private final ThreadPoolExecutor threads;
  private final SpeechCache cache;
  private final Limiter limiter;
  private final Metrics metrics;
  private final Times times;
  private final Roster<SpeechEngine, SpeechInstance> roster;
  private final Map<String, CompletableFuture<Path>> inWork = new ConcurrentHashMap<>();

  @Activate
  public SpeechHost(BundleContext context, SpeechConfig config, @Reference Metrics metrics) {
    this(
        new SpeechCache(
            Home.resolve(context, config.cacheDirectory()),
            config.cacheLimitMiB() * 1024L * 1024,
            Clock.systemUTC()),
        config.concurrency(),
        new Times(
            Duration.ofMillis(config.sayTimeoutMs()),
            Duration.ofMillis(config.engineTimeoutMs()),
            Limits.STANDARD),
        Home.resolve(context, Home.CONNECTORS),
        metrics);
  }

  SpeechHost(SpeechCache cache, int concurrency, Times times, Path home, Metrics metrics) {
    this.cache = cache;
    this.limiter = new Limiter(concurrency, MAX_WAITING);
    this.times = times;
    this.roster =
        new Roster<>(SEAM, (id, engine) -> new SpeechInstance(id, engine, times.life, home));
    this.metrics = metrics;
    this.threads =
        new ThreadPoolExecutor(
            0,
            THREADS_PER_PLACE * concurrency,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            SpeechHost::thread);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "shuniu-speech-host");
    thread.setDaemon(true);
    return thread;
  }

  @Deactivate
  void deactivate() {
    threads.shutdownNow();
  }

  @Reference(
      service = SpeechEngine.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "remove")
  void add(SpeechEngine engine, ServiceReference<SpeechEngine> reference) {
    roster.add(engine, reference);
  }

  void add(SpeechEngine engine, ConnectorId id) {
    roster.add(engine, id);
  }

  void remove(SpeechEngine engine) {
    roster.remove(engine);
  }

  @Override
  public CompletionStage<String> say(String text, String language) {
    String plain = text.strip();
    if (plain.isEmpty() || plain.length() > MAX_TEXT) {
      return CompletableFuture.failedFuture(
          HubException.invalid("speech.text.invalid", Map.of("length", plain.length())));
    }
    Optional<SpeechInstance> engine = engine(language);
    if (engine.isEmpty()) {
      return CompletableFuture.failedFuture(
          HubException.external("speech.engine.missing", Map.of("language", language)));
    }
    String key = SpeechCache.key(engine.get().voice(), language, plain);
    Optional<Path> found = cache.find(key);
    metrics.count("speech.said", "cached", String.valueOf(found.isPresent()));
    if (found.isPresent()) {
      return CompletableFuture.completedFuture(uri(found.get()));
    }
    return answer(inWork(key, () -> speak(engine.get(), key, plain, language)));
  }

  /** The present work on a key, or new work that the first caller begins. */
  private CompletableFuture<Path> inWork(String key, Supplier<CompletableFuture<Path>> work) {
    CompletableFuture<Path> fresh = new CompletableFuture<>();
    CompletableFuture<Path> present = inWork.putIfAbsent(key, fresh);
    if (present != null) {
      return present;
    }
    CompletionStage<Path> begun = work.get();
    begun.whenComplete(
        (file, failure) -> {
          inWork.remove(key);
          Outcome.pass(file, failure, fresh);
        });
    return fresh;
  }

  /** What one caller gets: the URI within the time he may wait. */
  private CompletionStage<String> answer(CompletableFuture<Path> work) {
    return work.copy()
        .orTimeout(times.say.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (file, failure) -> {
              if (failure != null) {
                throw refusal(failure);
              }
              return uri(file);
            });
  }

  private static HubException refusal(Throwable failure) {
    Throwable cause = Outcome.cause(failure);
    if (cause instanceof HubException refusal) {
      return refusal;
    }
    if (cause instanceof TimeoutException) {
      return HubException.capacity("speech.timeout", Map.of());
    }
    return HubException.external(
        "speech.engine.failed", Map.of("reason", String.valueOf(cause)), failure);
  }

  private CompletableFuture<Path> speak(
      SpeechInstance engine, String key, String text, String language) {
    Path draft = cache.draft(key);
    return limiter
        .submit(() -> synthesize(engine, text, language, draft))
        .handle(
            (done, failure) -> {
              if (failure != null) {
                SpeechCache.discard(draft);
                LOG.warn("{} did not speak: {}", engine.id(), refusal(failure).code());
                throw refusal(failure);
              }
              return keep(key, draft);
            });
  }

  private Path keep(String key, Path draft) {
    try {
      return cache.keep(key, draft);
    } catch (IOException e) {
      SpeechCache.discard(draft);
      throw HubException.external("speech.engine.failed", Map.of("reason", e.toString()), e);
    }
  }

  private CompletableFuture<Void> synthesize(
      SpeechInstance engine, String text, String language, Path draft) {
    long begin = System.nanoTime();
    return engine
        .synthesize(text, language, draft, threads)
        .orTimeout(times.engine.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((ok, failure) -> spoke(engine, failure, System.nanoTime() - begin));
  }

  private void spoke(SpeechInstance engine, @Nullable Throwable failure, long nanos) {
    metrics.time(
        "speech.synthesis",
        Duration.ofNanos(nanos),
        "instance",
        engine.name(),
        "outcome",
        failure == null ? "spoken" : refusal(failure).code());
    if (failure instanceof TimeoutException) {
      engine.fault(HUNG);
    } else {
      engine.mended(HUNG);
    }
  }

  /** The first that speaks the language, one that is not offline before one that is. */
  private Optional<SpeechInstance> engine(String language) {
    return roster.all().stream()
        .filter(engine -> engine.speaks(language))
        .min(Comparator.comparing(SpeechInstance::offline));
  }

  @Override
  public List<Connectors.Status> instances() {
    return roster.statuses();
  }

  @Override
  public List<Connectors.Traffic> traffic() {
    return roster.traffic();
  }

  @Override
  public List<Vital> vitals() {
    return roster.vitals();
  }

  private static String uri(Path file) {
    return file.toUri().toString();
  }
}
