// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.hub.Vault;

/** Citizens in the database (Z1). Safe for use by many threads. */
final class CitizenStore {
  /** More people behind one number are not shown: it is a switchboard. */
  private static final int MOST_CANDIDATES = 20;

  /** What stands for a name that nobody has told yet. */
  private static final String NAMELESS = "?";

  private final EntityManager em;
  private final Transactions tx;
  private final Vault vault;
  private final Clock clock;
  private final Families families;

  CitizenStore(EntityManager em, Transactions tx, Vault vault, Clock clock) {
    this.em = em;
    this.tx = tx;
    this.vault = vault;
    this.clock = clock;
    this.families = new Families(em);
  }

  /** Follows merges. Inside a transaction only. */
  Families families() {
    return families;
  }

  /** Who has the number, the newest first. */
  List<Citizen> candidates(String number) {
    // A join from the index of numbers; "member of" would look at every citizen.
    return listed(
        "select c from CitizenRow c join c.phones p where p = :value order by c.createdAt desc",
        number);
  }

  /** Who has just this name, or just this number of an identity document. */
  List<Citizen> search(String text) {
    String plain = text.strip();
    if (plain.isEmpty() || plain.length() > 60) {
      return List.of();
    }
    List<Citizen> byIdentity =
        listed(
            "select c from CitizenRow c where c.identityPrint = :value",
            Document.print(vault, plain));
    return byIdentity.isEmpty()
        ? listed(
            "select c from CitizenRow c where c.name = :value order by c.createdAt desc", plain)
        : byIdentity;
  }

  private List<Citizen> listed(String query, String value) {
    return tx.call(
        () -> {
          List<CitizenRow> rows =
              em.createQuery(query, CitizenRow.class)
                  .setParameter("value", value)
                  .setMaxResults(MOST_CANDIDATES)
                  .getResultList();
          return families.of(rows).stream().map(this::shown).toList();
        });
  }

  /** One citizen; behind the id of a merged one, the one that was kept. */
  Citizen get(String id) {
    return tx.call(() -> shown(families.of(id)));
  }

  /** In the clear. */
  RevealedCitizen reveal(String id, boolean withIdentity) {
    return tx.call(
        () -> {
          Family family = families.of(id);
          Optional<CitizenRow> known = family.identified().filter(row -> withIdentity);
          return new RevealedCitizen(
              family.root().id,
              family.root().name,
              family.root().kind,
              family.phones(),
              known.flatMap(row -> Optional.ofNullable(row.identityKind)),
              known.flatMap(row -> Optional.ofNullable(row.identitySealed)).map(vault::open));
        });
  }

  /** {@code citizen.identity.taken} with the citizen who has it: the two may be merged. */
  Citizen add(CitizenInput input, String user) {
    CitizenChange change = input.asChange();
    Optional<Document> document = change.document(input.kind());
    return tx.call(() -> shown(new Family(persist(change, document, user), List.of())));
  }

  private CitizenRow persist(CitizenChange change, Optional<Document> document, String user) {
    CitizenRow row = new CitizenRow();
    row.id = Ids.next();
    row.createdAt = clock.instant();
    row.createdBy = user;
    row.set(change);
    row.phones(Rules.numbers(Optional.ofNullable(change.phones()).orElse(List.of())));
    document.ifPresent(known -> identify(row, known));
    em.persist(row);
    return row;
  }

  /**
   * Changes a citizen.
   *
   * @param mayReplace whether an identity that is known may give way to another
   */
  Citizen change(String id, CitizenChange change, boolean mayReplace) {
    return tx.call(
        () -> {
          Family family = families.of(id);
          CitizenRow row = family.root();
          row.set(change);
          @Nullable List<String> phones = change.phones();
          if (phones != null) {
            rephone(family, Rules.numbers(phones));
          }
          change.document(row.kind).ifPresent(known -> reidentify(family, known, mayReplace));
          return shown(family);
        });
  }

  /** Each row keeps those of its numbers that stay; new ones belong to the root. */
  private static void rephone(Family family, List<String> wanted) {
    List<String> added = new ArrayList<>(wanted);
    for (CitizenRow row : family.merged()) {
      row.phones(row.phones.stream().filter(wanted::contains).toList());
      added.removeIf(
          number -> row.phones.contains(number) && !family.root().phones.contains(number));
    }
    family.root().phones(added);
  }

  private void reidentify(Family family, Document document, boolean mayReplace) {
    String print = Document.print(vault, document.number());
    if (family.identifiedBy(print).isPresent()) {
      return;
    }
    if (family.identified().isPresent() && !mayReplace) {
      throw HubException.caller(
          HubException.Reason.FORBIDDEN, "citizen.identity.known", Map.of("id", family.root().id));
    }
    identify(family.root(), document);
  }

  private void identify(CitizenRow row, Document document) {
    identified(Document.print(vault, document.number()))
        .filter(other -> !other.root().id.equals(row.id))
        .ifPresent(
            other -> {
              throw HubException.conflict(
                  "citizen.identity.taken", Map.of("citizen", other.root().id));
            });
    row.identity(document, vault);
  }

  private Optional<Family> identified(String print) {
    return families
        .of(
            em.createQuery(
                    "select c from CitizenRow c where c.identityPrint = :print", CitizenRow.class)
                .setParameter("print", print)
                .getResultList())
        .stream()
        .findFirst();
  }

  /**
   * The row of whom a business system knows by this document; made if there is none (T11). A row
   * that was merged stays itself: the proof is of that very identity.
   *
   * @param name empty where the system told none
   */
  CitizenRow identify(String number, String name, String by) {
    String print = Document.print(vault, number);
    return tx.call(
        () ->
            identified(print)
                .flatMap(family -> family.identifiedBy(print))
                .orElseGet(
                    () -> {
                      Document document = Document.recognised(number);
                      return persist(stranger(name, document), Optional.of(document), by);
                    }));
  }

  private static CitizenChange stranger(String name, Document document) {
    String plain = name.replaceAll("[\\p{Cntrl}*]", "").strip();
    CitizenKind kind =
        document.kind() == DocumentKind.CREDIT_CODE ? CitizenKind.ORGANISATION : CitizenKind.PERSON;
    return new CitizenChange(
        Optional.of(plain.isEmpty() ? NAMELESS : plain.substring(0, Math.min(60, plain.length()))),
        Optional.of(kind),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
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

  private Citizen shown(Family family) {
    List<String> phones = family.phones();
    List<NumberRow> numbers =
        phones.isEmpty()
            ? List.of()
            : em.createQuery("select n from NumberRow n where n.phone in :phones", NumberRow.class)
                .setParameter("phones", phones)
                .getResultList();
    return Citizen.of(family, numbers);
  }
}
