// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.backup;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.shuniu.api.hub.DatabaseBackup;
import org.shuniu.api.hub.JournalBackup;

/**
 * Writes archives of a home whose hub runs. Database and journal are of one moment; settings and
 * recordings are read after it, so that what the database names is there.
 */
final class Backup {
  private final Path home;
  private final String version;
  private final DatabaseBackup database;
  private final JournalBackup journal;
  private final Duration settled;

  /**
   * @param settled a recording that was not written to for so long is complete
   */
  Backup(
      Path home, String version, DatabaseBackup database, JournalBackup journal, Duration settled) {
    this.home = home;
    this.version = version;
    this.database = database;
    this.journal = journal;
    this.settled = settled;
  }

  /**
   * The result.
   *
   * @param growing recordings that were being written and are left for the next backup
   */
  record Done(Manifest manifest, Duration still, int growing) {}

  /** One at a time for a home. */
  Done write(Path target, boolean withRecordings, Progress progress) throws IOException {
    HomeFiles files = new HomeFiles(home);
    if (files.contains(target)) {
      throw new IOException(target + " lies in a folder that is itself backed up");
    }
    Path stage = home.resolve("data/tmp/backup");
    Folders.remove(stage);
    try (DatabaseBackup.Snapshot snapshot = database.open();
        ArchiveWriter archive = new ArchiveWriter(target)) {
      List<HomeFiles.Found> recordings = withRecordings ? files.recordings() : List.of();
      needRoom(target, stage, snapshot, recordings);
      Folders.create(stage);
      return new Run(snapshot, archive, stage, progress).run(files, recordings);
    } finally {
      Folders.remove(stage);
    }
  }

  private final class Run {
    private final DatabaseBackup.Snapshot snapshot;
    private final ArchiveWriter archive;
    private final Path stage;
    private final Progress progress;
    private Instant moment = Instant.EPOCH;

    Run(DatabaseBackup.Snapshot snapshot, ArchiveWriter archive, Path stage, Progress progress) {
      this.snapshot = snapshot;
      this.archive = archive;
      this.stage = stage;
      this.progress = progress;
    }

    Done run(HomeFiles files, List<HomeFiles.Found> recordings) throws IOException {
      String databaseFile = inHome(snapshot.file().orElse(home), "database");
      String journalFolder = inHome(journal.directory(), "journal");
      long start = System.nanoTime();
      journal.copy(
          stage.resolve("journal"),
          () -> {
            snapshot.fix();
            moment = Instant.now();
          });
      Duration still = Duration.ofNanos(System.nanoTime() - start);
      progress.say("journal copied, it stood still for " + still.toMillis() + " ms");
      long databaseBytes = snapshot.bytes();
      SortedMap<String, Long> rows = snapshot.rows();
      Path dump = stage.resolve("database");
      snapshot.dump(dump);
      snapshot.close();
      progress.say(
          "database copied, %d tables, %s".formatted(rows.size(), Progress.size(Files.size(dump))));
      archive.add(Manifest.DATABASE, dump, Files.size(dump));
      addJournal(journalFolder);
      for (HomeFiles.Found file : files.settings()) {
        add(file);
      }
      int growing = addRecordings(recordings);
      Manifest manifest =
          archive.finish(
              entries ->
                  new Manifest(
                      version,
                      moment,
                      home,
                      snapshot.kind(),
                      databaseFile,
                      databaseBytes,
                      rows,
                      entries));
      return new Done(manifest, still, growing);
    }

    private void addJournal(String folder) throws IOException {
      Path copy = stage.resolve("journal");
      try (Stream<Path> all = Files.walk(copy)) {
        for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
          archive.add(Manifest.HOME + folder + "/" + copy.relativize(file), file, Files.size(file));
        }
      }
    }

    /** Those that were written to a moment ago come last, and only if nobody has done so since. */
    private int addRecordings(List<HomeFiles.Found> recordings) throws IOException {
      List<HomeFiles.Found> fresh = new ArrayList<>();
      int growing = 0;
      for (HomeFiles.Found file : recordings) {
        // The database took its time since they were looked for.
        if (writtenSince(file)) {
          growing++;
        } else if (file.modifiedMs() > System.currentTimeMillis() - settled.toMillis()) {
          fresh.add(file);
        } else {
          add(file);
        }
      }
      if (!fresh.isEmpty()) {
        pause();
      }
      for (HomeFiles.Found file : fresh) {
        if (writtenSince(file)) {
          growing++;
        } else {
          add(file);
        }
      }
      return growing;
    }

    private static boolean writtenSince(HomeFiles.Found file) throws IOException {
      return Files.exists(file.file())
          && Files.getLastModifiedTime(file.file()).toMillis() != file.modifiedMs();
    }

    private void add(HomeFiles.Found file) throws IOException {
      try {
        archive.add(file.name(), file.file(), file.size());
        progress.file("written", file.size());
      } catch (NoSuchFileException deleted) {
        progress.say("  deleted meanwhile: " + file.name());
      }
    }
  }

  private void pause() throws IOException {
    try {
      Thread.sleep(settled.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** Relative to the home; empty for the home itself. */
  private String inHome(Path place, String what) throws IOException {
    if (!place.startsWith(home)) {
      throw new IOException(
          "the %s lies in %s, outside of the home %s; back it up by other means"
              .formatted(what, place, home));
    }
    return home.relativize(place).toString();
  }

  private void needRoom(
      Path target, Path stage, DatabaseBackup.Snapshot snapshot, List<HomeFiles.Found> recordings)
      throws IOException {
    long copied = snapshot.bytes() + Folders.bytes(journal.directory());
    long archived = copied + recordings.stream().mapToLong(HomeFiles.Found::size).sum();
    Path targetFolder = Folders.of(target);
    Path stageFolder = home;
    if (Files.getFileStore(targetFolder).equals(Files.getFileStore(stageFolder))) {
      Folders.needRoom(targetFolder, archived + copied);
    } else {
      Folders.needRoom(targetFolder, archived);
      Folders.needRoom(stageFolder, copied);
    }
  }
}
