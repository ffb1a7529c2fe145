// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Transactions;

/**
 * Numbers by which people call tickets: {@code 20260131-000042}. Unique over all hubs on one
 * database; each takes a block at a time, so that the writing of tickets does not queue for a row.
 * What is left of a block after a restart is not used. Safe for use by many threads.
 */
final class TicketNumbers {
  private static final int BLOCK = 50;
  private static final int TRIES = 10;

  private final EntityManager em;
  private final Transactions transactions;
  private String day = "";
  private long next;
  private long end;

  TicketNumbers(EntityManager em, Transactions transactions) {
    this.em = em;
    this.transactions = transactions;
  }

  /** A new number. Call it outside of a transaction, which would keep the row locked. */
  synchronized String next(LocalDate date) {
    String today = date.format(DateTimeFormatter.BASIC_ISO_DATE);
    if (!today.equals(day) || next == end) {
      end = take(today);
      next = end - BLOCK;
      day = today;
    }
    next++;
    return String.format(Locale.ROOT, "%s-%06d", day, next);
  }

  private long take(String today) {
    for (int tries = 1; ; tries++) {
      try {
        return transactions.call(() -> block(today));
      } catch (HubException e) {
        // Another hub took the first block of the day at the same moment.
        if (!e.code().equals("store.conflict") || tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private long block(String today) {
    int known =
        em.createQuery("update NumberRow n set n.given = n.given + :block where n.day = :day")
            .setParameter("block", (long) BLOCK)
            .setParameter("day", today)
            .executeUpdate();
    if (known == 0) {
      NumberRow row = new NumberRow();
      row.day = today;
      row.given = BLOCK;
      em.persist(row);
      return BLOCK;
    }
    return em.createQuery("select n.given from NumberRow n where n.day = :day", Long.class)
        .setParameter("day", today)
        .getSingleResult();
  }
}
