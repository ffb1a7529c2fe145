// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes a home of an archive. All is checked and made beside the home; the home itself is touched
 * last, by names alone, so that whatever goes wrong before leaves everything as it was.
 */
final class Restore {
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final String version;

  /**
   * @param version of this hub; archives of later ones are refused
   */
  Restore(String version) {
    this.version = version;
  }

  /**
   * Restores.
   *
   * @param replace whether a home that is there is put aside
   * @return where the home that was there is now
   */
  Optional<Path> restore(Path file, Path home, boolean replace, Progress progress)
      throws IOException {
    try (ArchiveReader archive = new ArchiveReader(file)) {
      check(archive.manifest());
      boolean blank = isBlank(home);
      if (!blank && !replace) {
        throw new IOException(home + " is not empty; --replace puts it aside");
      }
      archive.verify(progress);
      progress.say("archive is whole");
      progress.restart();
      Path fresh = home.resolveSibling(home.getFileName() + ".restoring");
      Folders.create(Folders.of(home));
      Folders.remove(fresh);
      try {
        fill(archive, fresh, home, progress);
        return take(fresh, home, blank);
      } finally {
        Folders.remove(fresh);
      }
    }
  }

  private void check(Manifest manifest) throws IOException {
    if (Arrays.compare(numbers(manifest.version()), numbers(version)) > 0) {
      throw new IOException(
          "the archive is of hub %s, newer than this one, %s"
              .formatted(manifest.version(), version));
    }
    if (!List.of("h2", "postgresql").contains(manifest.database())) {
      throw new IOException(
          "the archive holds a database that this hub does not know: " + manifest.database());
    }
  }

  private static int[] numbers(String version) throws IOException {
    if (!version.matches("\\d{1,9}(\\.\\d{1,9}){0,3}")) {
      throw new IOException("no version of a hub: " + version);
    }
    return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }

  private static boolean isBlank(Path home) throws IOException {
    if (!Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    if (!Files.isDirectory(home)) {
      throw new IOException(home + " is no folder");
    }
    try (Stream<Path> all = Files.list(home)) {
      return all.findAny().isEmpty();
    }
  }

  private static void fill(ArchiveReader archive, Path fresh, Path home, Progress progress)
      throws IOException {
    Manifest manifest = archive.manifest();
    Folders.needRoom(Folders.of(fresh), manifest.bytes() + manifest.databaseBytes());
    Folders.create(fresh);
    for (Manifest.Entry entry : manifest.files()) {
      boolean database = entry.name().equals(Manifest.DATABASE);
      Path to =
          database
              ? fresh.resolve(".database")
              : fresh.resolve(entry.name().substring(Manifest.HOME.length())).normalize();
      if (!to.startsWith(fresh)) {
        throw new IOException("the archive names a file outside of the home: " + entry.name());
      }
      Folders.create(Folders.of(to));
      archive.extract(entry, to);
      progress.file("restored", entry.size());
    }
    Path script = fresh.resolve(".database");
    if (manifest.database().equals("h2")) {
      progress.say("database is being made, " + Progress.size(Files.size(script)));
      new DatabaseLoad(manifest).load(script, fresh, home);
      Files.delete(script);
    } else {
      Files.move(script, fresh.resolve("postgresql.dump"));
    }
  }

  private static Optional<Path> take(Path fresh, Path home, boolean blank) throws IOException {
    Optional<Path> aside = Optional.empty();
    if (blank) {
      Files.deleteIfExists(home);
    } else {
      Path old =
          home.resolveSibling(home.getFileName() + ".before-" + MOMENT.format(LocalDateTime.now()));
      Files.move(home, old, StandardCopyOption.ATOMIC_MOVE);
      aside = Optional.of(old);
    }
    try {
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (aside.isPresent()) {
        Files.move(aside.get(), home, StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    }
    return aside;
  }
}
