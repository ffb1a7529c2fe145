// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Transactions;

/** Citizens in the database. Safe for use by many threads. */
final class CitizenStore {
  /** More people behind one number are not shown: it is a switchboard. */
  private static final int MOST_CANDIDATES = 20;

  private final EntityManager em;
  private final Transactions tx;

  CitizenStore(EntityManager em, Transactions tx) {
    this.em = em;
    this.tx = tx;
  }

  /** Who has the number, the newest first. */
  List<Citizen> candidates(String number) {
    return tx.call(
        () ->
            em
                .createQuery(
                    "select c from CitizenRow c where :number member of c.phones"
                        + " order by c.createdAt desc",
                    CitizenRow.class)
                .setParameter("number", number)
                .setMaxResults(MOST_CANDIDATES)
                .getResultList()
                .stream()
                .map(this::shown)
                .toList());
  }

  Citizen get(String id) {
    return tx.call(() -> shown(row(id)));
  }

  Citizen add(CitizenInput input, String user) {
    List<String> numbers = input.numbers();
    return tx.call(
        () -> {
          CitizenRow row = new CitizenRow();
          row.id = Ids.next();
          row.createdAt = Instant.now();
          row.createdBy = user;
          row.set(input, numbers);
          em.persist(row);
          return shown(row);
        });
  }

  Citizen change(String id, CitizenInput input) {
    List<String> numbers = input.numbers();
    return tx.call(
        () -> {
          CitizenRow row = row(id);
          row.set(input, numbers);
          return shown(row);
        });
  }

  /** Counts a contact from a number. Called once for each. */
  void contacted(String number, Instant time) {
    tx.run(
        () -> {
          @Nullable NumberRow row = em.find(NumberRow.class, number);
          if (row == null) {
            row = new NumberRow();
            row.phone = number;
            row.lastContactAt = time;
            em.persist(row);
          }
          row.contacts++;
          if (time.isAfter(row.lastContactAt)) {
            row.lastContactAt = time;
          }
        });
  }

  private Citizen shown(CitizenRow row) {
    List<NumberRow> numbers =
        row.phones.isEmpty()
            ? List.of()
            : em.createQuery("select n from NumberRow n where n.phone in :phones", NumberRow.class)
                .setParameter("phones", row.phones)
                .getResultList();
    return Citizen.of(row, numbers);
  }

  private CitizenRow row(String id) {
    @Nullable CitizenRow row = Ids.valid(id) ? em.find(CitizenRow.class, id) : null;
    if (row == null) {
      throw HubException.notFound("citizen.unknown", id.length() > 64 ? "" : id);
    }
    return row;
  }
}
