// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.shuniu.api.base.Region;

/**
 * The sums of all contacts by line, region and skill: now, today, the last quarter of an hour and
 * the last 24 hours. A fact costs the same however many contacts and agents there are; memory goes
 * with the cells, which are bounded, and with the contacts under way. Safe for use by many threads.
 */
final class Tallies {
  /** More different numbers than a hotline has are somebody's doing; the rest counts together. */
  private static final int MOST_LINES = 200;

  private static final int MOST_CELLS = 2_000;

  /** Where that counts which finds no cell of its own. */
  static final String OTHER = "*";

  private final Clock clock;
  private final ZoneId zone;
  private final Rules rules;
  private final Map<Cell, Sums> cells = new HashMap<>();
  private final Set<String> lines = new HashSet<>();
  private final Map<String, Story> live = new HashMap<>();

  Tallies(Clock clock, ZoneId zone, Rules rules) {
    this.clock = clock;
    this.zone = zone;
    this.rules = rules;
  }

  /** Forgets all, to be filled anew. */
  synchronized void clear() {
    cells.clear();
    lines.clear();
    live.clear();
  }

  /** A contact is known otherwise than before. */
  synchronized void replace(Optional<Story> before, Story after) {
    before.ifPresent(story -> story.count(rules, new Periods(-1)));
    after.count(rules, new Periods(1));
    forget(after.contact());
    if (!after.over()) {
      live.put(after.contact(), after);
      after.count(rules, new Moment(1));
    }
  }

  private void forget(String contact) {
    Optional.ofNullable(live.remove(contact)).ifPresent(s -> s.count(rules, new Moment(-1)));
  }

  /** The contacts under way that fit. */
  synchronized List<Story> live(Predicate<Story> wanted) {
    return live.values().stream().filter(wanted).toList();
  }

  synchronized Optional<Story> live(String contact) {
    return Optional.ofNullable(live.get(contact));
  }

  /** Gives up contacts that began before; returns how many. */
  synchronized int forgetBefore(Instant moment) {
    List<String> old =
        live.values().stream()
            .filter(story -> story.began().filter(moment::isAfter).isPresent())
            .map(Story::contact)
            .toList();
    old.forEach(this::forget);
    return old.size();
  }

  /** The sums of the cells that fit, together by what {@code group} makes of a cell. */
  synchronized <K> Map<K, Totals> totals(Predicate<Cell> wanted, Function<Cell, K> group) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, zone);
    Map<K, Totals> totals = new HashMap<>();
    cells.forEach(
        (cell, sums) -> {
          if (wanted.test(cell)) {
            sums.into(totals.computeIfAbsent(group.apply(cell), k -> new Totals()), now, today);
          }
        });
    return totals;
  }

  private Sums of(Cell cell) {
    Sums known = cells.get(cell);
    if (known != null) {
      return known;
    }
    boolean room = lines.contains(cell.line()) || lines.size() < MOST_LINES;
    Cell bounded = room ? cell : new Cell(OTHER, cell.region(), cell.skill());
    if (cells.size() >= MOST_CELLS) {
      bounded = new Cell(OTHER, Region.NATION, OTHER);
    }
    lines.add(bounded.line());
    return cells.computeIfAbsent(bounded, c -> new Sums());
  }

  /** Adds what a story counts for in periods, or takes it away. */
  private final class Periods implements Story.Sink {
    private final int sign;

    Periods(int sign) {
      this.sign = sign;
    }

    @Override
    public void now(Cell cell, Part part) {
      // Not of a period.
    }

    @Override
    public void add(Cell cell, Part part, Instant at, long amount) {
      of(cell).add(part, at, LocalDate.ofInstant(at, zone), sign * amount);
    }
  }

  /** Adds what a story counts for at the moment, or takes it away. */
  private final class Moment implements Story.Sink {
    private final int sign;

    Moment(int sign) {
      this.sign = sign;
    }

    @Override
    public void now(Cell cell, Part part) {
      of(cell).now[part.ordinal()] += sign;
    }

    @Override
    public void add(Cell cell, Part part, Instant at, long amount) {
      // Not of the moment.
    }
  }

  /** Sums of one cell, or of several together. */
  static final class Totals {
    final long[] now = new long[Part.COUNT];
    final long[] today = new long[Part.COUNT];
    final long[] quarter = new long[Part.COUNT];
    final long[] day = new long[Part.COUNT];
  }

  /** What one cell holds. */
  private static final class Sums {
    private static final int MINUTES = 15;
    private static final int HOURS = 24;

    final long[] now = new long[Part.COUNT];
    private final List<Slot> days = slots(2);
    private final List<Slot> minutes = slots(MINUTES);
    private final List<Slot> hours = slots(HOURS);

    private static List<Slot> slots(int count) {
      List<Slot> slots = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        slots.add(new Slot());
      }
      return slots;
    }

    void add(Part part, Instant at, LocalDate date, long amount) {
      put(days, date.toEpochDay(), part, amount);
      put(minutes, index(at, Duration.ofMinutes(1)), part, amount);
      put(hours, index(at, Duration.ofHours(1)), part, amount);
    }

    private static long index(Instant at, Duration step) {
      return Math.floorDiv(at.getEpochSecond(), step.toSeconds());
    }

    /** A slot is taken over by a later period; what belongs to an earlier one is too old. */
    private static void put(List<Slot> slots, long index, Part part, long amount) {
      Slot slot = slots.get((int) Math.floorMod(index, (long) slots.size()));
      if (slot.index < index) {
        slot.begin(index);
      }
      if (slot.index == index) {
        slot.sums[part.ordinal()] += amount;
      }
    }

    void into(Totals totals, Instant present, LocalDate today) {
      sum(now, totals.now);
      long minute = index(present, Duration.ofMinutes(1));
      long hour = index(present, Duration.ofHours(1));
      collect(days, today.toEpochDay(), today.toEpochDay(), totals.today);
      collect(minutes, minute - MINUTES + 1, minute, totals.quarter);
      collect(hours, hour - HOURS + 1, hour, totals.day);
    }

    private static void collect(List<Slot> slots, long from, long to, long[] into) {
      for (Slot slot : slots) {
        if (slot.index >= from && slot.index <= to) {
          sum(slot.sums, into);
        }
      }
    }

    private static void sum(long[] from, long[] into) {
      for (int i = 0; i < Part.COUNT; i++) {
        into[i] += from[i];
      }
    }
  }

  /** The sums of one period. */
  private static final class Slot {
    private long index = Long.MIN_VALUE;
    private final long[] sums = new long[Part.COUNT];

    void begin(long newIndex) {
      index = newIndex;
      Arrays.fill(sums, 0);
    }
  }
}
