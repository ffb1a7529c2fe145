// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The readable log: the file that is being written and those that were rolled. */
final class LogFiles {
  private static final Pattern NAME = Pattern.compile("hub(\\.\\d+)?\\.log");
  private static final int HEAD = 64;

  private final Path folder;

  /**
   * One file.
   *
   * @param mark tells it from the others whatever its name is now: rolling renames files
   */
  record LogFile(Path path, String mark) {}

  LogFiles(Path folder) {
    this.folder = folder;
  }

  /** Newest first. */
  List<LogFile> newestFirst() {
    record Dated(LogFile file, long changed) {}
    List<Dated> found = new ArrayList<>();
    for (Path path : paths()) {
      try {
        found.add(
            new Dated(new LogFile(path, mark(path)), Files.getLastModifiedTime(path).toMillis()));
      } catch (IOException e) {
        continue; // it was rolled away meanwhile
      }
    }
    return found.stream()
        .sorted(Comparator.comparingLong(Dated::changed).reversed())
        .map(Dated::file)
        .toList();
  }

  private List<Path> paths() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> NAME.matcher(path.getFileName().toString()).matches()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first line begins with its time to the millisecond, and is never changed. */
  private static String mark(Path path) throws IOException {
    CRC32 sum = new CRC32();
    try (InputStream in = Files.newInputStream(path)) {
      byte[] head = in.readNBytes(HEAD);
      String first = new String(head, StandardCharsets.ISO_8859_1).split("\n", 2)[0];
      sum.update(first.getBytes(StandardCharsets.ISO_8859_1));
    }
    return Long.toHexString(sum.getValue());
  }
}
