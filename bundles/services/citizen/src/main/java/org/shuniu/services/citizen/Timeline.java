// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Page;
import org.shuniu.api.hub.Transactions;

/**
 * The history of citizens over all channels (C9): one line for each contact, ticket, notice, order,
 * proof and merge. Facts may come in any order and any number of times; a line that does not know
 * its citizen waits for the contact or ticket that does. Safe for use by many threads.
 */
final class Timeline {
  private static final int MOST = 100;

  private final EntityManager em;
  private final Transactions tx;

  Timeline(EntityManager em, Transactions tx) {
    this.em = em;
    this.tx = tx;
  }

  /** A change of one line. */
  @FunctionalInterface
  interface Change {
    void on(Line line);
  }

  /** A line while it is being changed. */
  final class Line {
    final EventRow row;
    private final Map<String, Object> facts;

    private Line(EventRow row) {
      this.row = row;
      this.facts = new TreeMap<>(Json.read(row.facts));
    }

    Line fact(String name, Object value) {
      facts.put(name, value);
      return this;
    }

    Line label(String label) {
      row.label = label.length() > 100 ? label.substring(0, 100) : label;
      return this;
    }

    /** What happened is told by several facts; the line stands at the earliest. */
    Line since(Instant time) {
      row.at = time.isBefore(row.at) ? time : row.at;
      return this;
    }

    /** Whether this is newer than what the line tells; then the line has gone so far. */
    boolean reaches(long place) {
      boolean newer = place > row.place;
      row.place = Math.max(place, row.place);
      return newer;
    }

    /** Known through something else: a ticket's contact, a notice's ticket. */
    void through(String reference) {
      row.belongsTo = reference;
      if (row.citizen == null) {
        citizenOf(reference).ifPresent(this::citizen);
      }
    }

    /** Tells the line, and all that belongs to it, whose they are. */
    void citizen(String citizen) {
      if (!citizen.equals(row.citizen)) {
        row.citizen = citizen;
        adopt(row.reference, citizen);
      }
    }
  }

  /** Changes one line, which is begun if it is not there. Joins the current transaction. */
  void write(TimelineKind kind, String reference, Instant time, Change change) {
    tx.run(
        () -> {
          @Nullable EventRow row = em.find(EventRow.class, EventRow.id(kind, reference));
          boolean begun = row == null;
          if (row == null) {
            row = new EventRow();
            row.id = EventRow.id(kind, reference);
            row.kind = kind;
            row.reference = reference;
            row.at = time;
            row.place = -1;
            row.label = kind.name();
            row.facts = "{}";
          }
          Line line = new Line(row);
          line.since(time);
          change.on(line);
          row.facts = Json.write(line.facts);
          if (begun) {
            em.persist(row);
          }
        });
  }

  /** Whether a contact is known, and since when it is over. */
  Optional<ContactLife> contact(String contact) {
    return tx.call(
        () ->
            Optional.ofNullable(em.find(EventRow.class, EventRow.id(TimelineKind.CONTACT, contact)))
                .map(
                    row ->
                        new ContactLife(
                            Optional.ofNullable(row.overAt),
                            Json.read(row.facts).containsKey("agent"))));
  }

  /**
   * What is known of a contact's life.
   *
   * @param answered an agent has served it
   */
  record ContactLife(Optional<Instant> over, boolean answered) {}

  private Optional<String> citizenOf(String reference) {
    return em
        .createQuery(
            "select e.citizen from EventRow e where e.id in :ids and e.citizen is not null",
            String.class)
        .setParameter(
            "ids",
            List.of(
                EventRow.id(TimelineKind.CONTACT, reference),
                EventRow.id(TimelineKind.TICKET, reference)))
        .getResultList()
        .stream()
        .findFirst();
  }

  private void adopt(String reference, String citizen) {
    em.createQuery("select e from EventRow e where e.belongsTo = :reference", EventRow.class)
        .setParameter("reference", reference)
        .getResultList()
        .forEach(row -> new Line(row).citizen(citizen));
  }

  /** The lines of these citizens, the newest first; {@code citizen.cursor.invalid}. */
  Page<TimelineEntry> page(List<String> citizens, @Nullable String cursor, int limit) {
    int most = Math.max(1, Math.min(limit, MOST));
    Optional<Place> after = Optional.ofNullable(cursor).map(Place::of);
    return tx.call(
        () -> {
          List<EventRow> rows = rows(citizens, after, most + 1);
          List<EventRow> shown = rows.subList(0, Math.min(most, rows.size()));
          Optional<String> next =
              rows.size() > most
                  ? Optional.of(Place.of(shown.get(most - 1)).toString())
                  : Optional.empty();
          return new Page<>(shown.stream().map(Timeline::entry).toList(), next);
        });
  }

  private List<EventRow> rows(List<String> citizens, Optional<Place> after, int most) {
    String beyond = " and (e.at < :at or (e.at = :at and e.id < :id))";
    var query =
        em.createQuery(
                "select e from EventRow e where e.citizen in :citizens"
                    + (after.isPresent() ? beyond : "")
                    + " order by e.at desc, e.id desc",
                EventRow.class)
            .setParameter("citizens", citizens)
            .setMaxResults(most);
    after.ifPresent(place -> query.setParameter("at", place.at()).setParameter("id", place.id()));
    return query.getResultList();
  }

  private static TimelineEntry entry(EventRow row) {
    Map<String, Object> data = new HashMap<>(Json.read(row.facts));
    if (row.overAt != null) {
      data.put("endedAt", row.overAt.toString());
    }
    return new TimelineEntry(row.at, row.kind, row.reference, row.label, data);
  }

  /** Where a page ended. */
  private record Place(Instant at, String id) {
    static Place of(EventRow row) {
      return new Place(row.at, row.id);
    }

    static Place of(String cursor) {
      String[] parts = cursor.split("~", 2);
      try {
        if (parts.length == 2 && parts[1].length() <= 140) {
          return new Place(Instant.parse(parts[0]), parts[1]);
        }
      } catch (DateTimeParseException e) {
        // Told below, as for every other cursor that we did not make.
      }
      throw HubException.invalid("citizen.cursor.invalid", Map.of());
    }

    @Override
    public String toString() {
      return at + "~" + id;
    }
  }

  /** Forgets contacts, tickets and notices of which nobody ever learned whose they were. */
  int purge(Instant now, Duration kept) {
    return tx.call(
        () ->
            em.createQuery("delete from EventRow e where e.citizen is null and e.at < :before")
                .setParameter("before", now.minus(kept))
                .executeUpdate());
  }
}
