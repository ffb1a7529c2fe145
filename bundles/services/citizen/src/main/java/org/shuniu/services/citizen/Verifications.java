// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.base.Message;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.citizen.CallerVerified;
import org.shuniu.api.services.citizen.VerificationLevel;

/**
 * Who is who in a contact. What was proved holds in this contact only, until it expires or the
 * contact is over, whichever comes first. Safe for use by many threads.
 */
final class Verifications {
  private final EntityManager em;
  private final Transactions tx;
  private final Families families;
  private final Timeline timeline;
  private final Clock clock;
  private final Settings settings;

  Verifications(
      EntityManager em,
      Transactions tx,
      Families families,
      Timeline timeline,
      Clock clock,
      Settings settings) {
    this.em = em;
    this.tx = tx;
    this.families = families;
    this.timeline = timeline;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * What was proved.
   *
   * @param citizen the row whose identity it is, which may be a merged one
   * @param party absent: the caller where there is none yet, else the subject
   * @param by user, or {@code hub}
   */
  record Proof(
      String contact,
      String citizen,
      Optional<Party> party,
      VerificationLevel level,
      String method,
      String by) {}

  /** Who calls, if that is known. */
  Optional<Verification> caller(String contact) {
    return tx.call(() -> callerRow(contact).map(this::shown));
  }

  /** What is proved of a citizen in a contact. */
  Optional<Verification> of(String contact, String citizen) {
    return tx.call(
        () -> {
          List<String> ids = families.find(citizen).map(Family::ids).orElse(List.of());
          return rows(contact).stream()
              .filter(row -> ids.contains(row.citizen))
              .max((a, b) -> a.level.compareTo(b.level))
              .map(this::shown);
        });
  }

  /** How sure the hub is of a citizen in a contact. */
  VerificationLevel level(String contact, String citizen) {
    return of(contact, citizen).map(Verification::level).orElse(VerificationLevel.NONE);
  }

  /** Who calls, as far as that holds. */
  private Optional<VerificationRow> callerRow(String contact) {
    return rows(contact).stream().filter(row -> row.party == Party.CALLER).findFirst();
  }

  /** What holds now: nothing does when the contact is over. */
  private List<VerificationRow> rows(String contact) {
    if (timeline.contact(contact).flatMap(Timeline.ContactLife::over).isPresent()) {
      return List.of();
    }
    return em.createQuery(
            "select v from VerificationRow v where v.contact = :contact and v.expires > :now",
            VerificationRow.class)
        .setParameter("contact", contact)
        .setParameter("now", clock.instant())
        .getResultList();
  }

  private Verification shown(VerificationRow row) {
    return Verification.of(row, families.of(row.citizen).root().id);
  }

  /**
   * Counts an attempt before it is judged, so that many at once are no more than allowed. Refuses
   * where the contact is not known or over, or there were too many.
   */
  void attempt(String contact) {
    tx.run(
        () -> {
          requireOpen(contact);
          @Nullable AttemptRow row = em.find(AttemptRow.class, contact);
          if (row == null) {
            row = new AttemptRow();
            row.contact = contact;
            row.at = clock.instant();
            em.persist(row);
          }
          if (row.failed >= settings.verificationAttempts()) {
            throw HubException.conflict("citizen.verification.locked", Map.of("contact", contact));
          }
          row.failed++;
          row.at = clock.instant();
        });
  }

  /** The attempt was right, or could not be judged. */
  void giveBack(String contact) {
    tx.run(
        () ->
            Optional.ofNullable(em.find(AttemptRow.class, contact))
                .ifPresent(row -> row.failed = Math.max(0, row.failed - 1)));
  }

  /** The attempt was wrong: what the agent is told. */
  HubException wrong(String contact) {
    int failed =
        tx.call(
            () ->
                Optional.ofNullable(em.find(AttemptRow.class, contact))
                    .map(row -> row.failed)
                    .orElse(0));
    return HubException.caller(
        HubException.Reason.UNPROCESSABLE,
        "citizen.verification.failed",
        Map.of("attemptsLeft", Math.max(0, settings.verificationAttempts() - failed)));
  }

  void requireOpen(String contact) {
    Timeline.ContactLife life =
        timeline
            .contact(contact)
            .orElseThrow(() -> HubException.notFound("citizen.contact.unknown", contact));
    if (life.over().isPresent()) {
      throw HubException.conflict("citizen.contact.over", Map.of("contact", contact));
    }
  }

  /**
   * Notes a proof. Another caller takes the place of the one before, and of all for whom that one
   * asked. What was proved better before stays.
   *
   * @param publish takes {@link CallerVerified}, for a caller
   */
  Verification prove(Proof proof, Consumer<Message> publish) {
    return tx.call(
        () -> {
          Family family = families.of(proof.citizen());
          Party party = party(proof, family);
          VerificationRow row = row(proof, party);
          if (row.at == null || !better(row, proof)) {
            fill(row, proof, party);
            note(row, family.root().id, publish);
          }
          return Verification.of(row, family.root().id);
        });
  }

  private Party party(Proof proof, Family family) {
    Optional<VerificationRow> caller = callerRow(proof.contact());
    boolean same = caller.filter(row -> family.ids().contains(row.citizen)).isPresent();
    Party wanted = proof.party().orElse(caller.isEmpty() || same ? Party.CALLER : Party.SUBJECT);
    if (wanted == Party.SUBJECT && caller.isEmpty()) {
      throw HubException.conflict(
          "citizen.verification.caller-first", Map.of("contact", proof.contact()));
    }
    if (wanted == Party.CALLER && !same) {
      end(proof.contact());
    }
    return same ? Party.CALLER : wanted;
  }

  private VerificationRow row(Proof proof, Party party) {
    String id = VerificationRow.id(proof.contact(), proof.citizen());
    @Nullable VerificationRow known = em.find(VerificationRow.class, id);
    if (known != null) {
      return known;
    }
    VerificationRow row = new VerificationRow();
    row.id = id;
    row.party = party;
    return row;
  }

  private boolean better(VerificationRow row, Proof proof) {
    return row.expires.isAfter(clock.instant()) && row.level.compareTo(proof.level()) > 0;
  }

  private void fill(VerificationRow row, Proof proof, Party party) {
    Instant now = clock.instant();
    Instant end = now.plus(settings.verification());
    row.contact = proof.contact();
    row.citizen = proof.citizen();
    row.party = party;
    row.level = proof.level();
    row.method = proof.method();
    row.at = now;
    row.expires =
        timeline
            .contact(row.contact)
            .flatMap(Timeline.ContactLife::over)
            .filter(over -> over.isBefore(end))
            .orElse(end);
    row.by = proof.by();
    em.persist(row);
  }

  private void note(VerificationRow row, String citizen, Consumer<Message> publish) {
    timeline.write(
        TimelineKind.VERIFICATION,
        Ids.next(),
        row.at,
        line -> {
          line.citizen(row.citizen);
          line.label(row.method)
              .fact("contact", row.contact)
              .fact("level", row.level.name())
              .fact("party", row.party.name());
        });
    if (row.party == Party.CALLER) {
      timeline.write(
          TimelineKind.CONTACT,
          row.contact,
          row.at,
          line -> {
            // What an agent noted stands; who was verified is the best guess before.
            if (line.row.citizen == null) {
              line.citizen(row.citizen);
            }
          });
      publish.accept(
          new CallerVerified(row.contact, citizen, row.level, row.method, row.expires, row.at));
    }
  }

  /** Nobody is verified in this contact any more. */
  void end(String contact) {
    tx.run(
        () -> {
          List<VerificationRow> rows =
              em.createQuery(
                      "select v from VerificationRow v where v.contact = :contact",
                      VerificationRow.class)
                  .setParameter("contact", contact)
                  .getResultList();
          rows.forEach(em::remove);
          em.flush();
        });
  }

  /** Forgets what has long expired. */
  void purge(Instant before) {
    tx.run(
        () -> {
          em.createQuery("delete from VerificationRow v where v.expires < :before")
              .setParameter("before", before)
              .executeUpdate();
          em.createQuery("delete from AttemptRow a where a.at < :before")
              .setParameter("before", before)
              .executeUpdate();
        });
  }
}
