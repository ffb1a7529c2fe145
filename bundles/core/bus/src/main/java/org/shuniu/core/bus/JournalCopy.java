// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.journal.Journal;
import org.apache.activemq.artemis.core.paging.PagingManager;
import org.apache.activemq.artemis.core.paging.PagingStore;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.shuniu.api.hub.JournalBackup.Moment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies a running broker's files between two writes, by the locks with which the broker itself
 * brings a second one up to date.
 */
final class JournalCopy {
  private static final Logger LOG = LoggerFactory.getLogger(JournalCopy.class);
  private static final long PATIENCE_MS = 5000;

  private final ActiveMQServer server;
  private final Path from;

  JournalCopy(ActiveMQServer server, Path from) {
    this.server = server;
    this.from = from;
  }

  void take(Path into, Moment moment) throws IOException {
    Deque<Runnable> unlock = new ArrayDeque<>();
    long start = System.nanoTime();
    try {
      // Pages before journals: who writes a page notes that in the journal.
      for (PagingStore store : stores()) {
        lock(store);
        unlock.push(store::writeUnlock);
      }
      for (Journal journal :
          List.of(
              server.getStorageManager().getBindingsJournal(),
              server.getStorageManager().getMessageJournal())) {
        journal.synchronizationLock();
        unlock.push(journal::synchronizationUnlock);
      }
      // A receipt of what the journal still has in its buffer may delete a row of the outbox until
      // the moment; the buffer is on the disk by then. So the files are read after the moment.
      moment.now();
      copyAll(into);
    } finally {
      unlock.forEach(Runnable::run);
      LOG.info(
          "The journal stood still for {} ms to be copied",
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
  }

  private List<PagingStore> stores() throws IOException {
    PagingManager pages = server.getPagingManager();
    try {
      Stream.Builder<PagingStore> stores = Stream.builder();
      for (SimpleString name : pages.getStoreNames()) {
        stores.add(pages.getPageStore(name));
      }
      return stores.build().toList();
    } catch (Exception e) {
      throw new IOException("the broker's pages cannot be read: " + e.getMessage(), e);
    }
  }

  private static void lock(PagingStore store) throws IOException {
    if (!store.writeLock(PATIENCE_MS)) {
      throw new IOException("the broker is busy with its pages; back up again later");
    }
  }

  private void copyAll(Path into) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is)
              throws IOException {
            Files.createDirectories(into.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
            // Being prepared for later: no message is in it yet, and it may get another name now.
            if (!file.getFileName().toString().endsWith(".tmp")) {
              Files.copy(file, into.resolve(from.relativize(file)));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
            if (fault instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw fault;
          }
        });
  }
}
