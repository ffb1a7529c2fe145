// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spoken texts as files in one directory, found again after a restart. A file appears complete or
 * not at all. When the files outgrow the limit, those not used for the longest time go, but none
 * that was handed out within the last day: a switch may be playing it.
 *
 * <p>Safe for use by many threads.
 */
final class SpeechCache {
  private static final Logger LOG = LoggerFactory.getLogger(SpeechCache.class);
  private static final Duration KEEP = Duration.ofDays(1);

  /** The time of use is written to the file that seldom, so that a hit costs no disk access. */
  private static final Duration TOUCH = Duration.ofHours(1);

  private static final long WAV_HEADER = 44;

  private record Entry(long bytes, Instant used, Instant touched) {}

  private final Path directory;
  private final long limitBytes;
  private final Clock clock;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicLong total = new AtomicLong();
  private final AtomicLong temporary = new AtomicLong();

  SpeechCache(Path directory, long limitBytes, Clock clock) {
    this.directory = directory;
    this.limitBytes = limitBytes;
    this.clock = clock;
    try {
      Files.createDirectories(directory);
      load();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void load() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.{wav,tmp*}")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!name.endsWith(".wav")) {
          Files.deleteIfExists(file); // of a hub that died while it, or a part of it, was written
        } else {
          BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
          Instant used = attributes.lastModifiedTime().toInstant();
          note(name.substring(0, name.length() - 4), new Entry(attributes.size(), used, used));
        }
      }
    }
  }

  /** Name of the file for a text; differs when it would sound different. */
  static String key(String voice, String language, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {voice, language, text}) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The file of this key, if it is there; it counts as used now. */
  Optional<Path> find(String key) {
    Entry entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    Path file = file(key);
    if (!Files.isRegularFile(file)) {
      forget(key);
      return Optional.empty();
    }
    Instant now = clock.instant();
    boolean touch = entry.touched.plus(TOUCH).isBefore(now);
    if (touch) {
      touch(file, now);
    }
    entries.computeIfPresent(key, (k, old) -> new Entry(old.bytes, now, touch ? now : old.touched));
    return Optional.of(file);
  }

  private static void touch(Path file, Instant now) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(now));
    } catch (IOException e) {
      LOG.debug("{} cannot be touched: {}", file, e.toString());
    }
  }

  /** A new name beside the files, where a file can be written before it is {@link #keep kept}. */
  Path draft(String key) {
    return directory.resolve(key + "." + temporary.incrementAndGet() + ".tmp");
  }

  /**
   * Makes a draft the file of its key, readable for every user of the machine: the switch's too.
   */
  Path keep(String key, Path draft) throws IOException {
    long bytes = Files.size(draft);
    if (bytes <= WAV_HEADER) {
      throw new IOException("no audio in " + draft);
    }
    if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
    }
    Path file = file(key);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Instant now = clock.instant();
    note(key, new Entry(bytes, now, now));
    clean();
    return file;
  }

  /** Takes away a draft that came to nothing. */
  static void discard(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      LOG.warn("{} cannot be deleted: {}", draft, e.toString());
    }
  }

  long bytes() {
    return total.get();
  }

  private synchronized void clean() {
    if (total.get() <= limitBytes) {
      return;
    }
    Instant keep = clock.instant().minus(KEEP);
    entries.entrySet().stream()
        .filter(entry -> entry.getValue().used.isBefore(keep))
        .sorted(Comparator.comparing(entry -> entry.getValue().used))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::evict);
    if (total.get() > limitBytes) {
      LOG.warn("The speech of the last day needs {} bytes of {}", total.get(), limitBytes);
    }
  }

  private void evict(String key) {
    if (total.get() > limitBytes) {
      forget(key);
      discard(file(key));
    }
  }

  private void note(String key, Entry entry) {
    Entry before = entries.put(key, entry);
    total.addAndGet(entry.bytes - (before == null ? 0 : before.bytes));
  }

  private void forget(String key) {
    Entry gone = entries.remove(key);
    if (gone != null) {
      total.addAndGet(-gone.bytes);
    }
  }

  private Path file(String key) {
    return directory.resolve(key + ".wav");
  }
}
