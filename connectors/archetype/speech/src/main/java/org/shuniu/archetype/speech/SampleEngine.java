// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
 * Speaks with a program of this machine, and with a second one that brings what it says to the
 * telephone's format. A few at a time, each bounded in time; text goes by standard input and never
 * through a shell. Safe for use by many threads.
 */
@Component(
    service = SpeechEngine.class,
    configurationPid = "org.shuniu.archetype.speech",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SampleConfig.class, factory = true)
public final class SampleEngine implements SpeechEngine {
  private static final Logger LOG = LoggerFactory.getLogger(SampleEngine.class);
  private static final int MOST_WAITING = 2_000;

  /** How often the programs are looked for. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final SampleConfig config;
  private final Command speaker;
  private final Optional<Command> converter;
  private Optional<Running> running = Optional.empty();

  /** What exists between start and stop. */
  private record Running(ThreadPoolExecutor workers, ScheduledFuture<?> look) {}

  /** Made by the component runtime. */
  @Activate
  public SampleEngine(SampleConfig config) {
    Duration timeout = Duration.ofMillis(config.timeoutMs());
    this.config = config;
    this.speaker = new Command(config.command(), timeout);
    this.converter =
        config.converter().isBlank()
            ? Optional.empty()
            : Optional.of(new Command(config.converter(), timeout));
  }

  @Override
  public synchronized void start(ConnectorContext context) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor workers =
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
    ScheduledFuture<?> look =
        context
            .scheduler()
            .scheduleWithFixedDelay(
                new Look(context), 0, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    running = Optional.of(new Running(workers, look));
  }

  /** Tells whether the programs are there, when that has changed. */
  private final class Look implements Runnable {
    private final ConnectorContext context;
    private LinkState.Status told = LinkState.Status.STARTING;

    Look(ConnectorContext context) {
      this.context = context;
    }

    @Override
    public void run() {
      boolean there = speaker.present() && converter.map(Command::present).orElse(true);
      LinkState now = there ? LinkState.online() : LinkState.offline("speech.executable.missing");
      if (now.status() != told) {
        told = now.status();
        LOG.info("{}: {} {}", context.instance(), now.status(), now.reason());
        context.link(now);
      }
    }
  }

  @Override
  public synchronized void stop() {
    running.ifPresent(
        now -> {
          now.look().cancel(false);
          for (Runnable dropped : now.workers().shutdownNow()) {
            if (dropped instanceof Job job) {
              job.spoken().completeExceptionally(failed("stopped"));
            }
          }
        });
    running = Optional.empty();
    speaker.killAll();
    converter.ifPresent(Command::killAll);
  }

  @Override
  public Set<String> languages() {
    return Set.of(config.languages().strip().split("[\\s,]+"));
  }

  @Override
  public String voice() {
    return Integer.toHexString((config.command() + "\n" + config.converter()).hashCode());
  }

  @Override
  public CompletionStage<Void> synthesize(String text, String language, Path target) {
    CompletableFuture<Void> spoken = new CompletableFuture<>();
    try {
      ThreadPoolExecutor workers = workers().orElseThrow(() -> failed("stopped"));
      workers.execute(new Job(() -> speak(text, language, target, spoken), spoken));
    } catch (RejectedExecutionException e) {
      spoken.completeExceptionally(failed("too much to say"));
    } catch (HubException e) {
      spoken.completeExceptionally(e);
    }
    return spoken;
  }

  private synchronized Optional<ThreadPoolExecutor> workers() {
    return running.map(Running::workers);
  }

  /** What a worker does; what it drops is refused. */
  private record Job(Runnable work, CompletableFuture<Void> spoken) implements Runnable {
    @Override
    public void run() {
      work.run();
    }
  }

  private void speak(String text, String language, Path target, CompletableFuture<Void> spoken) {
    Path speech = target.resolveSibling(target.getFileName() + ".speech.wav");
    Path telephone = target.resolveSibling(target.getFileName() + ".telephone.wav");
    try {
      // What is no letter to be spoken may be a command to a speaker.
      String readable = text.replaceAll("\\p{Cntrl}", " ") + "\n";
      speaker.run(Map.of("out", speech.toString(), "language", language), readable);
      Path made = speech;
      if (converter.isPresent()) {
        converter.get().run(Map.of("in", speech.toString(), "out", telephone.toString()), "");
        made = telephone;
      }
      Wav.require(made);
      Files.move(made, target, StandardCopyOption.REPLACE_EXISTING);
      spoken.complete(null);
    } catch (IOException | RuntimeException e) {
      LOG.warn("A text of {} characters was not spoken: {}", text.length(), e.toString());
      spoken.completeExceptionally(failed(String.valueOf(e.getMessage())));
    } finally {
      remove(speech);
      remove(telephone);
    }
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
}
