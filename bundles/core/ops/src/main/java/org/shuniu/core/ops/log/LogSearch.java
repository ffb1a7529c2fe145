// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.shuniu.api.base.HubException;

/**
 * Searches the log from its end backwards, bounded in bytes and in time: what was not reached is
 * found by going on from there. Two searches at a time; a third one is refused with {@code
 * ops.log.busy}.
 */
final class LogSearch {
  private static final int MOST_LINES = 200;

  /** Threads write side by side: an entry may stand this much behind a newer one. */
  private static final Duration DISORDER = Duration.ofSeconds(2);

  private final LogFiles files;
  private final long mostBytes;
  private final Duration longest;
  private final Semaphore places = new Semaphore(2);

  /**
   * What was found.
   *
   * @param items newest first
   * @param next to be given as {@code cursor} to go on; absent when all was searched
   * @param reached how far back it was searched
   * @param cut the search ended before it had found as many as asked for, as it takes long
   */
  record LogPage(
      List<LogEntry> items, Optional<String> next, Optional<Instant> reached, boolean cut) {}

  LogSearch(LogFiles files, long mostBytes, Duration longest) {
    this.files = files;
    this.mostBytes = mostBytes;
    this.longest = longest;
  }

  /**
   * @param cursor {@link LogPage#next} of the page before
   */
  LogPage find(LogFilter filter, Optional<String> cursor, int limit) {
    Optional<Spot> spot = cursor.map(Spot::of);
    if (!places.tryAcquire()) {
      throw HubException.capacity("ops.log.busy", Map.of());
    }
    try {
      return new Walk(filter, limit).from(spot);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      places.release();
    }
  }

  /** A place in a file: the lines before it were not searched yet. */
  private record Spot(String mark, long end) {
    static Spot of(String cursor) {
      String[] parts = cursor.split("-", 2);
      try {
        return new Spot(parts[0], Long.parseLong(parts[1]));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw HubException.invalid("rest.parameter.invalid", Map.of("name", "cursor"));
      }
    }

    String cursor() {
      return mark + "-" + end;
    }
  }

  /** One search. */
  private final class Walk {
    private final LogFilter filter;
    private final int limit;
    private final long deadline = System.nanoTime() + longest.toNanos();
    private final List<LogEntry> found = new ArrayList<>();
    private long bytes;
    private Optional<Instant> reached = Optional.empty();

    Walk(LogFilter filter, int limit) {
      this.filter = filter;
      this.limit = limit;
    }

    LogPage from(Optional<Spot> spot) throws IOException {
      List<LogFiles.LogFile> all = files.newestFirst();
      int first = 0;
      if (spot.isPresent()) {
        while (first < all.size() && !all.get(first).mark().equals(spot.get().mark())) {
          first++;
        }
      }
      long end = spot.map(Spot::end).orElse(Long.MAX_VALUE);
      for (LogFiles.LogFile file : all.subList(Math.min(first, all.size()), all.size())) {
        Optional<Spot> stopped = through(file, end);
        if (stopped.isPresent() || past()) {
          return page(past() ? Optional.empty() : stopped);
        }
        end = Long.MAX_VALUE;
      }
      return page(Optional.empty());
    }

    private LogPage page(Optional<Spot> stopped) {
      return new LogPage(
          List.copyOf(found),
          stopped.map(Spot::cursor),
          reached,
          stopped.isPresent() && found.size() < limit);
    }

    /** Where the search ended in this file; empty when it went through. */
    private Optional<Spot> through(LogFiles.LogFile file, long end) throws IOException {
      Deque<String> tail = new ArrayDeque<>();
      long before = bytes;
      try (Backwards lines = new Backwards(file.path(), end)) {
        BooleanSupplier spent =
            () -> found.size() >= limit || bytes > mostBytes || System.nanoTime() > deadline;
        for (Optional<Backwards.Line> line = lines.previous();
            line.isPresent();
            line = lines.previous()) {
          bytes = before + lines.read();
          Optional<LogEntry> head = LogEntry.of(line.get().text());
          if (head.isPresent()) {
            take(head.get().with(String.join("\n", tail)));
            tail.clear();
          } else {
            tail.addFirst(line.get().text());
            if (tail.size() > MOST_LINES) {
              tail.removeLast();
            }
          }
          if (past()) {
            return Optional.empty();
          }
          if (spent.getAsBoolean()) {
            return Optional.of(new Spot(file.mark(), line.get().begin()));
          }
        }
      }
      return Optional.empty();
    }

    private void take(LogEntry entry) {
      reached = Optional.of(entry.at());
      if (filter.matches(entry)) {
        found.add(entry);
      }
    }

    /** Nothing older is wanted. */
    private boolean past() {
      return reached.isPresent()
          && filter.from().stream().anyMatch(from -> reached.get().plus(DISORDER).isBefore(from));
    }
  }
}
