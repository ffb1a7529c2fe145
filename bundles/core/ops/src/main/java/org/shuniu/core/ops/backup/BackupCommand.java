// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.shuniu.api.hub.DatabaseBackup;
import org.shuniu.api.hub.JournalBackup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code shuniu:backup FILE} in the administrator's shell. The shell finds the method by the
 * service's properties and shows what it prints; the last line tells whether it went well.
 */
@Component(
    service = BackupCommand.class,
    property = {"osgi.command.scope=shuniu", "osgi.command.function=backup"})
public final class BackupCommand {
  private static final Logger LOG = LoggerFactory.getLogger(BackupCommand.class);
  private static final String WITHOUT = "--no-recordings";
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private final Path home;
  private final String version;
  private final ReentrantLock one = new ReentrantLock();

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable DatabaseBackup database;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable JournalBackup journal;

  @Activate
  public BackupCommand(BundleContext context) {
    home =
        Path.of(Optional.ofNullable(context.getProperty("karaf.base")).orElse("."))
            .toAbsolutePath()
            .normalize();
    var of = context.getBundle().getVersion();
    version = of.getMajor() + "." + of.getMinor() + "." + of.getMicro();
  }

  /** Writes a backup to a file that is not there yet. */
  public void backup(String... words) {
    List<String> files = Arrays.stream(words).filter(word -> !word.equals(WITHOUT)).toList();
    if (files.size() != 1 || words.length > 2) {
      System.out.println("usage: shuniu:backup FILE [" + WITHOUT + "]");
    } else if (!one.tryLock()) {
      System.out.println("failed: another backup is being written");
    } else {
      try {
        write(files.get(0), words.length == 1);
      } finally {
        one.unlock();
      }
    }
  }

  private void write(String name, boolean withRecordings) {
    try {
      Path target = target(name);
      DatabaseBackup from = database;
      JournalBackup with = journal;
      if (from == null || with == null) {
        throw new IOException("database or broker are not there");
      }
      long start = System.nanoTime();
      Backup.Done done =
          new Backup(home, version, from, with, SETTLED)
              .write(target, withRecordings, new Progress(System.out::println));
      if (done.growing() > 0) {
        System.out.println(
            done.growing() + " recordings are being written and are left for the next backup");
      }
      if (!withRecordings) {
        System.out.println("recordings are not in it");
      }
      System.out.printf(
          "done: %s, %s, %d files, %d rows, in %.1f s%n",
          target,
          Progress.size(Files.size(target)),
          done.manifest().files().size(),
          done.manifest().rows().values().stream().mapToLong(Long::longValue).sum(),
          (System.nanoTime() - start) / 1e9);
      LOG.info("Backup written to {}", target);
    } catch (IOException | InvalidPathException e) {
      System.out.println("failed: " + e.getMessage());
      LOG.warn("The backup failed: {}", e.toString());
    }
  }

  private static Path target(String name) throws IOException {
    Path target = Path.of(name);
    if (!target.isAbsolute()) {
      throw new IOException("name the file by its whole path");
    }
    Path folder = target.normalize().getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new IOException("there is no folder to write to: " + folder);
    }
    return target.normalize();
  }
}
