// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after files that somebody edits by hand, so that the history has no gaps. */
@Component(service = Watch.class, immediate = true)
public class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final long PERIOD_SECONDS = 2;

  /** A file that is being written is left alone. */
  private static final Duration SETTLED = Duration.ofMillis(1_500);

  private final Etc etc;
  private final Schemas schemas;
  private final Settings settings;
  private final History history;
  private final Clock clock;
  private final Map<String, Instant> noted = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "settings-watch");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public Watch(
      @Reference Etc etc,
      @Reference Schemas schemas,
      @Reference Settings settings,
      @Reference History history) {
    this(etc, schemas, settings, history, Clock.systemUTC());
    timer.scheduleWithFixedDelay(
        this::lookQuietly, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  Watch(Etc etc, Schemas schemas, Settings settings, History history, Clock clock) {
    this.etc = etc;
    this.schemas = schemas;
    this.settings = settings;
    this.history = history;
    this.clock = clock;
  }

  @Deactivate
  void stop() {
    timer.shutdownNow();
  }

  private void lookQuietly() {
    try {
      look();
    } catch (HubException e) {
      LOG.debug("changes of files are noted later: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("cannot look after the files of etc", e);
    }
  }

  /** Notes every file that has changed since the last time. */
  void look() {
    List<String> there = etc.ids();
    TreeSet<String> gone = new TreeSet<>(noted.isEmpty() ? history.present() : noted.keySet());
    gone.removeAll(there);
    gone.forEach(
        id -> {
          settings.observe(id);
          noted.remove(id);
        });
    List<String> changed = there.stream().filter(this::changed).toList();
    if (changed.isEmpty()) {
      return;
    }
    List<Schema> known = schemas.all("en");
    for (String id : changed) {
      Instant written = etc.writtenAt(id).orElse(Instant.MIN);
      if (known.stream().anyMatch(schema -> schema.owns(id))) {
        settings.observe(id);
      }
      noted.put(id, written);
    }
  }

  private boolean changed(String id) {
    return etc.writtenAt(id)
        .filter(at -> !at.equals(noted.get(id)))
        .filter(at -> at.plus(SETTLED).isBefore(clock.instant()))
        .isPresent();
  }
}
