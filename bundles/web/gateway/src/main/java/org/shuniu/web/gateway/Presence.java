// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.ConsolePresence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has a console open. A user whose last stream is gone is absent only after a grace, so a
 * reload of the page is no absence. The present ones are kept in a file: whoever does not come back
 * after a restart becomes absent too.
 */
final class Presence {
  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
  private static final int RESTART_GRACES = 4;

  private final ScheduledExecutorService timer;
  private final Consumer<ConsolePresence> publish;
  private final int graceMs;
  private final Path file;
  private final Map<String, Integer> streams = new HashMap<>();
  private final Map<String, Future<?>> leaving = new HashMap<>();
  private final Set<String> present = new TreeSet<>();

  Presence(
      ScheduledExecutorService timer, Consumer<ConsolePresence> publish, int graceMs, Path file) {
    this.timer = timer;
    this.publish = publish;
    this.graceMs = graceMs;
    this.file = file;
    for (String user : read()) {
      present.add(user);
      leave(user, RESTART_GRACES * graceMs);
    }
  }

  synchronized void opened(String user) {
    streams.merge(user, 1, Integer::sum);
    Future<?> pending = leaving.remove(user);
    if (pending != null) {
      pending.cancel(false);
    }
    if (present.add(user)) {
      write();
      publish.accept(new ConsolePresence(user, true));
    }
  }

  synchronized void closed(String user) {
    if (streams.merge(user, -1, Integer::sum) <= 0) {
      streams.remove(user);
      leave(user, graceMs);
    }
  }

  private void leave(String user, long delayMs) {
    if (!timer.isShutdown()) {
      leaving.put(user, timer.schedule(() -> gone(user), delayMs, TimeUnit.MILLISECONDS));
    }
  }

  private synchronized void gone(String user) {
    if (streams.containsKey(user)) {
      return;
    }
    leaving.remove(user);
    if (present.remove(user)) {
      write();
      publish.accept(new ConsolePresence(user, false));
    }
  }

  private Set<String> read() {
    Set<String> users = new TreeSet<>();
    try {
      if (Files.exists(file)) {
        Files.readAllLines(file).stream().filter(Ids::valid).forEach(users::add);
      }
    } catch (IOException e) {
      LOG.warn("who was present is not known: {}", e.toString());
    }
    return users;
  }

  private void write() {
    try {
      Files.write(file, present);
    } catch (IOException e) {
      LOG.warn("who is present is not kept: {}", e.toString());
    }
  }
}
