// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.shuniu.api.base.HubException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code etc/plugins/SYMBOLIC-NAME.properties}: what administrators have decided about each plugin.
 * Where there is no file, what came with the distribution runs.
 */
final class WantedFiles {
  private static final Logger LOG = LoggerFactory.getLogger(WantedFiles.class);
  private static final String SUFFIX = ".properties";
  private static final String FIRST_LINE =
      "# Written by the hub: which version of this plugin shall run. See docs/plugins.md.\n";

  private final Path folder;

  WantedFiles(Path folder) {
    this.folder = folder;
  }

  /** What shall run, by symbolic name; files that cannot be read are left out and told. */
  Map<String, Wanted> all() {
    Map<String, Wanted> all = new TreeMap<>();
    for (Path file : files()) {
      String name = file.getFileName().toString();
      String plugin = name.substring(0, name.length() - SUFFIX.length());
      read(file).ifPresent(wanted -> all.put(plugin, wanted));
    }
    return all;
  }

  Optional<Wanted> find(String plugin) {
    Path file = path(plugin);
    return Files.exists(file) ? read(file) : Optional.empty();
  }

  /** From the return of this on it holds, also after a power cut; before, what held before. */
  void write(String plugin, Wanted wanted) {
    StringBuilder text = new StringBuilder(FIRST_LINE);
    wanted
        .keys()
        .forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
    try {
      Files.createDirectories(folder);
      Path fresh = folder.resolve(plugin + ".new");
      Files.writeString(fresh, text);
      JarStore.sync(fresh);
      Files.move(fresh, path(plugin), StandardCopyOption.ATOMIC_MOVE);
      JarStore.sync(folder);
    } catch (IOException e) {
      throw HubException.external("plugins.etc.not-writable", Map.of("plugin", plugin), e);
    }
  }

  private Optional<Wanted> read(Path file) {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
      Map<String, String> keys = new HashMap<>();
      properties.stringPropertyNames().forEach(k -> keys.put(k, properties.getProperty(k).strip()));
      return Optional.of(Wanted.of(keys));
    } catch (IOException | IllegalArgumentException e) {
      LOG.error("{} cannot be understood and is left out: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  private Path path(String plugin) {
    return folder.resolve(plugin + SUFFIX);
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
