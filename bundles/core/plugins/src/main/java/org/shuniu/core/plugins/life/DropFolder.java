// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.core.plugins.life.Candidates.Candidate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jars and KARs out of {@code deploy/} and installs them, as a person would in the console. A
 * file that stands still is taken; one that is refused is renamed to {@code NAME.refused}, with the
 * reason in {@code NAME.refused.txt}. A signature lies beside it as {@code NAME.sig} before it
 * comes.
 */
@Component(service = DropFolder.class, immediate = true)
public final class DropFolder {
  private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);
  private static final String SIGNATURE = ".sig";

  private final PluginLife life;
  private final Path folder;
  private final Map<Path, Stamp> seen = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "shuniu-plugin-deploy");
            thread.setDaemon(true);
            return thread;
          });

  private record Stamp(long size, long modified) {}

  @Activate
  public DropFolder(@Reference PluginLife life) {
    this.life = life;
    this.folder = life.fleet().deploy();
    timer.scheduleWithFixedDelay(this::lookQuietly, 1, 1, TimeUnit.SECONDS);
  }

  @Deactivate
  void stop() {
    timer.shutdownNow();
  }

  private void lookQuietly() {
    try {
      look();
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} cannot be looked at: {}", folder, e.getMessage());
    }
  }

  /** Takes what has stood still since the last look. */
  private void look() throws IOException {
    List<Path> files = files();
    seen.keySet().retainAll(files);
    for (Path file : files) {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Stamp now = new Stamp(attributes.size(), attributes.lastModifiedTime().toMillis());
      if (!now.equals(seen.put(file, now))) {
        continue;
      }
      if (life.current().isPresent()) {
        return; // one at a time; the rest stays where it is
      }
      take(file);
      seen.remove(file);
    }
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().matches("(?i).*/[^./][^/]*\\.(jar|kar)"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private void take(Path file) throws IOException {
    Path signature = file.resolveSibling(file.getFileName() + SIGNATURE);
    Optional<Candidate> candidate = Optional.empty();
    try {
      Path copy = life.fleet().store().fresh();
      if (Files.size(file) > life.fileLimit()) {
        throw life.tooLarge();
      }
      Files.copy(file, copy);
      Optional<String> signed =
          Files.exists(signature) ? Optional.of(Files.readString(signature)) : Optional.empty();
      candidate = Optional.of(life.look(copy, file.getFileName().toString(), signed));
      life.install(candidate.get().id(), Optional.empty(), false, Doer.DEPLOY);
      // Gone before anything can happen to the hub: it is not tried again at the next start.
      Files.deleteIfExists(file);
      Files.deleteIfExists(signature);
    } catch (HubException e) {
      if (!e.code().equals("plugins.busy")) {
        refuse(file, candidate, e);
      }
    }
  }

  private void refuse(Path file, Optional<Candidate> candidate, HubException cause)
      throws IOException {
    LOG.warn("{} is refused: {}", file.getFileName(), cause.getMessage());
    String name = file.getFileName() + ".refused";
    Files.writeString(file.resolveSibling(name + ".txt"), cause.getMessage() + "\n");
    Files.move(file, file.resolveSibling(name), StandardCopyOption.REPLACE_EXISTING);
    life.refused(file.getFileName().toString(), candidate, Doer.DEPLOY, cause);
  }
}
