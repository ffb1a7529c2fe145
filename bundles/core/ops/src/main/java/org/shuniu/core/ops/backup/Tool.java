// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code hub} runs without a hub: {@code verify FILE} and {@code restore VERSION FILE HOME
 * [replace]}. Ends with 1 and a sentence when it cannot do it.
 */
public final class Tool {
  private Tool() {}

  /** See the class. */
  public static void main(String[] arguments) {
    try {
      run(List.of(arguments));
    } catch (IOException | UncheckedIOException | InvalidPathException e) {
      System.err.println("hub: " + e.getMessage());
      System.exit(1);
    }
  }

  static void run(List<String> words) throws IOException {
    Progress progress = new Progress(System.out::println);
    if (words.size() == 2 && words.get(0).equals("verify")) {
      verify(Path.of(words.get(1)), progress);
    } else if (words.size() >= 4 && words.get(0).equals("restore")) {
      Path home = Path.of(words.get(3)).toAbsolutePath().normalize();
      new Restore(words.get(1))
          .restore(Path.of(words.get(2)), home, words.contains("replace"), progress)
          .ifPresent(aside -> System.out.println("what was there is in " + aside));
      postgres(home);
      System.out.println("restored " + home);
    } else {
      throw new IOException("usage: verify FILE | restore VERSION FILE HOME [replace]");
    }
  }

  private static void verify(Path file, Progress progress) throws IOException {
    try (ArchiveReader archive = new ArchiveReader(file)) {
      archive.verify(progress);
      Manifest manifest = archive.manifest();
      System.out.printf(
          "whole: hub %s, taken at %s, of %s%n  database %s, %d tables, %d rows; %d files, %s%n",
          manifest.version(),
          manifest.takenAt(),
          manifest.home(),
          manifest.database(),
          manifest.rows().size(),
          manifest.rows().values().stream().mapToLong(Long::longValue).sum(),
          manifest.files().size(),
          Progress.size(manifest.bytes()));
    }
  }

  private static void postgres(Path home) {
    Path dump = home.resolve("postgresql.dump");
    if (Files.exists(dump)) {
      System.out.println(
          "the database is not restored yet: pg_restore --no-owner --exit-on-error"
              + " --single-transaction --dbname=AN_EMPTY_DATABASE "
              + dump
              + "; the hub finds it by url in etc/org.shuniu.core.store.cfg");
    }
  }
}
