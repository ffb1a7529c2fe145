// SPDX-License-Identifier: Apache-2.0
package org.shuniu.speech.espeak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.ConnectorContext;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.speech.spi.SpeechEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks with espeak-ng, and brings what it says to the telephone's 8 kHz with SoX. A few processes
 * at a time, each bounded in time; text goes by standard input and never through a shell.
 */
@Component(
    service = SpeechEngine.class,
    configurationPid = "org.shuniu.speech.espeak",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = EspeakConfig.class, factory = true)
public final class EspeakEngine implements SpeechEngine {
  private static final Logger LOG = LoggerFactory.getLogger(EspeakEngine.class);
  private static final int MOST_WAITING = 2_000;

  /** How often an engine that was missing is looked for. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private final EspeakConfig config;
  private final Duration lookAgain;
  private final Programs programs;
  private @Nullable ConnectorContext context;
  private @Nullable ThreadPoolExecutor workers;

  /** Made by the component runtime. */
  @Activate
  public EspeakEngine(EspeakConfig config) {
    this(config, LOOK_AGAIN);
  }

  EspeakEngine(EspeakConfig config, Duration lookAgain) {
    this.config = config;
    this.lookAgain = lookAgain;
    this.programs = new Programs(Duration.ofMillis(config.timeoutMs()));
  }

  @Override
  public synchronized void start(ConnectorContext context) {
    this.context = context;
    AtomicInteger number = new AtomicInteger();
    workers =
        new ThreadPoolExecutor(
            config.processes(),
            config.processes(),
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            work -> {
              Thread thread =
                  new Thread(work, "speech-" + context.instance() + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    workers.allowCoreThreadTimeOut(true);
    workers.execute(this::look);
  }

  @Override
  public synchronized void stop() {
    context = null;
    if (workers != null) {
      for (Runnable dropped : workers.shutdownNow()) {
        if (dropped instanceof Job job) {
          job.spoken().completeExceptionally(failed("stopped"));
        }
      }
      workers = null;
    }
    programs.killAll();
  }

  @Override
  public Set<String> languages() {
    return Set.of("zh-CN", "en");
  }

  @Override
  public String voice() {
    return "%s-%s-%d".formatted(config.voiceZh(), config.voiceEn(), config.wordsPerMinute());
  }

  @Override
  public CompletionStage<Void> synthesize(String text, String language, Path target) {
    CompletableFuture<Void> spoken = new CompletableFuture<>();
    if (!worked(new Job(() -> speak(text, language, target, spoken), spoken))) {
      spoken.completeExceptionally(failed(started() == null ? "stopped" : "too much to say"));
    }
    return spoken;
  }

  /** Lets a worker do it; false when the engine is stopped, or has too much to do. */
  private boolean worked(Runnable work) {
    ThreadPoolExecutor threads = running();
    try {
      if (threads != null) {
        threads.execute(work);
      }
      return threads != null;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private synchronized @Nullable ThreadPoolExecutor running() {
    return workers;
  }

  /** What a worker does; what it drops is refused. */
  private record Job(Runnable work, CompletableFuture<Void> spoken) implements Runnable {
    @Override
    public void run() {
      work.run();
    }
  }

  private void speak(String text, String language, Path target, CompletableFuture<Void> spoken) {
    Path speech = target.resolveSibling(target.getFileName() + ".speech");
    Path telephone = target.resolveSibling(target.getFileName() + ".telephone");
    try {
      String voice = language.startsWith("zh") ? config.voiceZh() : config.voiceEn();
      programs.run(
          List.of(
              config.executable(),
              "--stdin",
              "-b",
              "1",
              "-v",
              voice,
              "-s",
              String.valueOf(config.wordsPerMinute()),
              "-w",
              speech.toString()),
          readable(text));
      programs.run(
          List.of(
              config.converter(),
              "-D",
              "-t",
              "wav",
              speech.toString(),
              "-t",
              "wav",
              "-r",
              "8000",
              "-b",
              "16",
              "-c",
              "1",
              telephone.toString(),
              // Room for what the filter adds to a full-scale voice: clipped speech crackles.
              "gain",
              "-3"),
          "");
      Files.move(telephone, target, StandardCopyOption.REPLACE_EXISTING);
      spoken.complete(null);
    } catch (IOException | RuntimeException e) {
      LOG.warn("A text of {} characters was not spoken: {}", text.length(), e.toString());
      spoken.completeExceptionally(failed(String.valueOf(e.getMessage())));
    } finally {
      remove(speech);
      remove(telephone);
    }
  }

  /**
   * espeak-ng stops at some control characters, reads an empty line as nothing, and takes what
   * stands in double brackets for phonemes.
   */
  static String readable(String text) {
    return text.replaceAll("\\p{Cntrl}", " ").replace("[", " ").replace("]", " ") + "\n";
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.debug("A temporary file stays: {}", e.toString());
    }
  }

  private static HubException failed(String reason) {
    return HubException.external("speech.engine.failed", Map.of("reason", reason));
  }

  /** Tells whether the programs are there; looks again later if they are not. */
  private void look() {
    ConnectorContext told = started();
    if (told == null) {
      return;
    }
    try {
      programs.run(List.of(config.executable(), "--version"), "");
      programs.run(List.of(config.converter(), "--version"), "");
      told.link(LinkState.online());
    } catch (IOException | RuntimeException e) {
      if (started() == null) {
        return; // It was stopped, and with it the program.
      }
      LOG.warn("{}: no speech: {}", told.instance(), e.toString());
      told.link(LinkState.offline("speech.executable.missing"));
      lookLater(told.scheduler());
    }
  }

  /** Whoever stops this engine while it looks may have ended the scheduler before. */
  private void lookLater(ScheduledExecutorService scheduler) {
    try {
      scheduler.schedule(
          () -> {
            if (!worked(this::look) && started() != null) {
              lookLater(scheduler);
            }
          },
          lookAgain.toMillis(),
          TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("stopped while looking for the programs");
    }
  }

  private synchronized @Nullable ConnectorContext started() {
    return context;
  }
}
