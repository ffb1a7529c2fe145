// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.hub.Vault;
import org.shuniu.api.services.citizen.IdentifyCaller;
import org.shuniu.api.services.citizen.VerificationLevel;

/**
 * Finds out who is who in a contact: from what a person tells an agent, and from what a caller
 * proved to a business system (Z2, T11). Safe for use by many threads.
 */
final class Verifier {
  private static final String LIVE = "citizen.verified";

  private final CitizenStore citizens;
  private final Verifications verifications;
  private final Timeline timeline;
  private final Questions questions;
  private final Transactions tx;
  private final Vault vault;
  private final Bus bus;

  Verifier(
      CitizenStore citizens,
      Verifications verifications,
      Timeline timeline,
      Questions questions,
      Transactions tx,
      Vault vault,
      Bus bus) {
    this.citizens = citizens;
    this.verifications = verifications;
    this.timeline = timeline;
    this.questions = questions;
    this.tx = tx;
    this.vault = vault;
    this.bus = bus;
  }

  /** What is shown to consoles when somebody is verified. */
  record Verified(String contact, String citizen, VerificationLevel level) {}

  /**
   * An agent's way. {@code citizen.verification.failed} with the attempts that are left, {@code
   * citizen.verification.locked} when none is.
   */
  Verification verify(String citizen, VerificationRequest request, String user, Audit audit) {
    return switch (request.method()) {
      case "identity" -> byIdentity(citizen, request, user, audit);
      case "questions" -> byQuestions(citizen, request, user, audit);
      case "on-behalf" -> onBehalf(citizen, request, user, audit);
      default -> throw Rules.invalid("method");
    };
  }

  private Verification byIdentity(
      String citizen, VerificationRequest request, String user, Audit audit) {
    String print = Document.print(vault, request.stated());
    Known known = known(citizen, print);
    verifications.attempt(request.contact());
    if (known.matching().isEmpty()) {
      throw wrong(citizen, request, audit);
    }
    return right(request, known.matching().get(), VerificationLevel.BASIC, user, audit);
  }

  private Verification byQuestions(
      String citizen, VerificationRequest request, String user, Audit audit) {
    Questions.check(request.given());
    String print = Document.print(vault, request.stated());
    Known known = known(citizen, print);
    verifications.attempt(request.contact());
    if (known.matching().isEmpty() || !answered(request, known.sealed(), user)) {
      throw wrong(citizen, request, audit);
    }
    return right(request, known.matching().get(), VerificationLevel.STRONG, user, audit);
  }

  /** An attempt that nobody could judge counts for nothing. */
  private boolean answered(VerificationRequest request, String sealed, String user) {
    try {
      return questions.right(request.contact(), sealed, request.given(), Actor.user(user));
    } catch (RuntimeException e) {
      verifications.giveBack(request.contact());
      throw e;
    }
  }

  /**
   * What is known of a citizen's documents.
   *
   * @param sealed the number that a business system knows
   * @param matching the row with the number that was stated
   */
  private record Known(String sealed, Optional<String> matching) {
    @Override
    public String toString() {
      return "Known";
    }
  }

  private Known known(String citizen, String print) {
    return tx.call(
        () -> {
          Family family = citizens.families().of(citizen);
          Optional<CitizenRow> matching = family.identifiedBy(print);
          return matching
              .or(family::identified)
              .flatMap(row -> Optional.ofNullable(row.identitySealed))
              .map(number -> new Known(number, matching.map(row -> row.id)))
              .orElseThrow(
                  () ->
                      HubException.conflict(
                          "citizen.identity.none", Map.of("citizen", family.root().id)));
        });
  }

  private HubException wrong(String citizen, VerificationRequest request, Audit audit) {
    audit.record(
        "citizen:verify-failed",
        "citizen:" + citizen,
        Map.of("contact", request.contact(), "method", request.method()));
    return verifications.wrong(request.contact());
  }

  private Verification right(
      VerificationRequest request, String row, VerificationLevel level, String user, Audit audit) {
    verifications.giveBack(request.contact());
    return proved(
        new Verifications.Proof(
            request.contact(), row, request.party(), level, "agent-" + request.method(), user),
        audit,
        Map.of());
  }

  /** The daughter asks for her mother: she is known, her mother is not proved (scene 2). */
  private Verification onBehalf(
      String citizen, VerificationRequest request, String user, Audit audit) {
    String reason = Rules.reason(request.reason().orElseThrow(() -> Rules.invalid("reason")));
    verifications.requireOpen(request.contact());
    Verification caller =
        verifications
            .caller(request.contact())
            .orElseThrow(
                () ->
                    HubException.conflict(
                        "citizen.verification.caller-first", Map.of("contact", request.contact())));
    return proved(
        new Verifications.Proof(
            request.contact(),
            citizens.get(citizen).id(),
            Optional.of(Party.SUBJECT),
            VerificationLevel.BASIC,
            "on-behalf",
            user),
        audit,
        Map.of("reason", reason, "caller", caller.citizen()));
  }

  private Verification proved(Verifications.Proof proof, Audit audit, Map<String, String> detail) {
    Actor actor = Actor.user(proof.by());
    return tx.call(
        () -> {
          Verification done = verifications.prove(proof, message -> bus.publish(message, actor));
          Map<String, String> facts = new HashMap<>(detail);
          facts.put("contact", done.contact());
          facts.put("level", done.level().name());
          facts.put("method", done.method());
          facts.put("party", done.party().name());
          audit.record("citizen:verify", "citizen:" + done.citizen(), facts);
          Verified shown = new Verified(done.contact(), done.citizen(), done.level());
          tx.afterCommit(() -> bus.publish(LiveUpdate.forUser(proof.by(), LIVE, shown)));
          return done;
        });
  }

  /** A caller has proved to a business system who that is, before or during a talk. */
  void identify(Envelope<IdentifyCaller> message) {
    IdentifyCaller command = message.data();
    String number = vault.open(command.identity());
    tx.run(
        () -> {
          String row = citizens.identify(number, command.name(), Actor.HUB.id()).id;
          Verification done =
              verifications.prove(
                  new Verifications.Proof(
                      command.contact(),
                      row,
                      Optional.of(Party.CALLER),
                      VerificationLevel.STRONG,
                      command.method(),
                      Actor.HUB.id()),
                  fact -> bus.publish(fact, message));
          // Before an agent serves there is nobody to tell: the console asks when the contact
          // comes.
          if (timeline.contact(done.contact()).filter(Timeline.ContactLife::answered).isPresent()) {
            Verified shown = new Verified(done.contact(), done.citizen(), done.level());
            tx.afterCommit(
                () -> bus.publish(LiveUpdate.forPermission("citizen:verify", LIVE, shown)));
          }
        });
  }
}
