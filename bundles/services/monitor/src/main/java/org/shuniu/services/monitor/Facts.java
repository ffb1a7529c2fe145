// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.contact.ContactAnswered;
import org.shuniu.api.services.contact.ContactEnded;
import org.shuniu.api.services.contact.ContactOffered;
import org.shuniu.api.services.contact.ContactQueued;

/**
 * Writes what happens to contacts, one row for each, and tells the tallies of the difference after
 * the commit. Facts of one contact come one after another; each writes its own part of the row, so
 * their order and their number do not matter.
 */
final class Facts {
  private static final int PAGE = 5_000;

  private final EntityManager em;
  private final Transactions tx;
  private final Tallies tallies;
  private final Lines lines;

  Facts(EntityManager em, Transactions tx, Tallies tallies, Lines lines) {
    this.em = em;
    this.tx = tx;
    this.tallies = tallies;
    this.lines = lines;
  }

  /** Counts again what began since, and what is still under way. */
  void load(Instant since) {
    tallies.clear();
    String after = "";
    List<ContactRow> page;
    do {
      String last = after;
      page =
          tx.call(
              () ->
                  em.createQuery(
                          "select c from ContactRow c where c.countedAt >= :since"
                              + " and c.id > :after order by c.id",
                          ContactRow.class)
                      .setParameter("since", since)
                      .setParameter("after", last)
                      .setMaxResults(PAGE)
                      .getResultList());
      page.forEach(row -> tallies.replace(Optional.empty(), row.story(lines.home())));
      after = page.isEmpty() ? after : page.get(page.size() - 1).id;
    } while (page.size() == PAGE);
  }

  void offered(ContactOffered fact) {
    write(
        fact.contact(),
        fact.time(),
        row -> {
          if (row.offeredAt == null) {
            row.offeredAt = fact.time();
            row.line = Lines.bounded(fact.called());
            row.region = lines.region(fact).code();
            row.caller = Numbers.masked(fact.caller());
          }
        });
  }

  /** Who asks for one skill after another waits from the first on and counts for the last. */
  void queued(ContactQueued fact) {
    write(
        fact.contact(),
        fact.time(),
        row -> {
          if (row.answeredAt == null) {
            row.skill = fact.skill();
          }
          if (row.queuedAt == null || fact.time().isBefore(row.queuedAt)) {
            row.queuedAt = fact.time();
          }
        });
  }

  /** The first answer counts; a later agent takes over. */
  void answered(ContactAnswered fact) {
    write(
        fact.contact(),
        fact.time(),
        row -> {
          row.agent = fact.agent();
          if (row.answeredAt == null || fact.time().isBefore(row.answeredAt)) {
            row.answeredAt = fact.time();
            row.waitedMs = Math.max(0, fact.waited().toMillis());
            row.skill = fact.skill();
          }
          if (row.queuedAt == null) {
            row.queuedAt = fact.time().minus(fact.waited());
          }
        });
  }

  void ended(ContactEnded fact) {
    write(
        fact.contact(),
        fact.time(),
        row -> {
          if (row.endedAt == null) {
            row.endedAt = fact.time();
            row.reason = fact.reason();
          }
        });
  }

  private void write(String contact, Instant at, Consumer<ContactRow> change) {
    ContactRow known = em.find(ContactRow.class, contact);
    Optional<Story> before = Optional.ofNullable(known).map(row -> row.story(lines.home()));
    ContactRow row = known == null ? ContactRow.of(contact, at) : known;
    change.accept(row);
    if (row.countedAt.isBefore(at)) {
      row.countedAt = at;
    }
    if (known == null) {
      em.persist(row);
    }
    Story after = row.story(lines.home());
    tx.afterCommit(() -> tallies.replace(before, after));
  }
}
