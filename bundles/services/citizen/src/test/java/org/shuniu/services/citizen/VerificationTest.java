// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuniu.services.citizen.Office.claim;
import static org.shuniu.services.citizen.Office.onBehalf;
import static org.shuniu.services.citizen.Office.refused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuniu.api.base.Ids;
import org.shuniu.api.base.Message;
import org.shuniu.api.business.BusinessCommand.QueryBusiness;
import org.shuniu.api.business.BusinessEvent.QueryAnswered;
import org.shuniu.api.business.BusinessEvent.QueryRejected;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.services.citizen.CallerVerified;
import org.shuniu.api.services.citizen.IdentifyCaller;
import org.shuniu.api.services.citizen.VerificationLevel;

class VerificationTest {
  private final Office office = new Office();
  private final Citizen daughter = office.person(Samples.DAUGHTER, Samples.PHONE);
  private final Citizen mother = office.person(Samples.MOTHER, Samples.PHONE);
  private final String contact = office.contact();

  private VerificationLevel level(Citizen citizen) {
    return office.service.verifications().level(contact, citizen.id());
  }

  private Message answer(QueryBusiness query) {
    Map<String, Object> content =
        query.operation().equals("account.query")
            ? Map.of("name", Samples.NAME, "balance", "1234.50")
            : Map.of(
                "items",
                List.of(
                    Map.of("month", "2026-08", "base", 5000, "employerName", "旧公司"),
                    Map.of("month", "2026-09", "base", 6000.5, "employerName", "东方（电子）公司")));
    return new QueryAnswered(
        query.link(),
        query.request(),
        query.matter(),
        query.operation(),
        content,
        office.clock.instant());
  }

  @Test
  void aPhoneNumberGivesCandidatesNeverAPerson() {
    assertThat(office.citizens.candidates(Samples.PHONE, "")).hasSize(2);
    assertThat(office.verification.get(contact, null).getStatus()).isEqualTo(204);
    refused(
        "citizen.verification.needed",
        () -> office.citizens.timeline(daughter.id(), contact, null, 10));
    refused(
        "citizen.verification.needed",
        () -> office.citizens.reveal(daughter.id(), new Reason(Optional.of(contact), "查看")));
  }

  @Test
  void theRightNumberVerifiesTheCallerForThisContactOnly() {
    Verification done = office.verify(daughter.id(), contact, Samples.DAUGHTER);
    assertThat(done.level()).isEqualTo(VerificationLevel.BASIC);
    assertThat(done.party()).isEqualTo(Party.CALLER);
    assertThat(done.expires()).isEqualTo(Office.START.plus(Duration.ofMinutes(30)));
    assertThat(office.bus.last(CallerVerified.class).orElseThrow().citizen())
        .isEqualTo(daughter.id());
    assertThat(office.bus.last(LiveUpdate.class).orElseThrow().audience())
        .isEqualTo("user:agent-1");
    assertThat(office.service.verifications().level(office.contact(), daughter.id()))
        .isEqualTo(VerificationLevel.NONE);
    assertThat(level(mother)).isEqualTo(VerificationLevel.NONE);
  }

  @Test
  void itEndsWithTimeOrWithTheContactWhicheverComesFirst() {
    office.verify(daughter.id(), contact, Samples.DAUGHTER);
    office.clock.advance(Duration.ofMinutes(31));
    assertThat(level(daughter)).isEqualTo(VerificationLevel.NONE);
    office.verify(daughter.id(), contact, Samples.DAUGHTER);
    assertThat(level(daughter)).isEqualTo(VerificationLevel.BASIC);
    office.end(contact);
    assertThat(level(daughter)).isEqualTo(VerificationLevel.NONE);
    refused("citizen.contact.over", () -> office.verify(daughter.id(), contact, Samples.DAUGHTER));
    refused(
        "citizen.contact.unknown",
        () -> office.verify(daughter.id(), Ids.next(), Samples.DAUGHTER));
  }

  @Test
  void threeWrongAnswersLockTheContactForAllCitizens() {
    for (int left = 2; left >= 0; left--) {
      var refusal =
          refused(
              "citizen.verification.failed",
              () -> office.verify(daughter.id(), contact, Samples.MOTHER));
      assertThat(refusal.reason().status()).isEqualTo(422);
      assertThat(refusal.arguments()).containsEntry("attemptsLeft", left);
    }
    refused(
        "citizen.verification.locked",
        () -> office.verify(daughter.id(), contact, Samples.DAUGHTER));
    refused(
        "citizen.verification.locked", () -> office.verify(mother.id(), contact, Samples.MOTHER));
    assertThat(office.verify(daughter.id(), office.contact(), Samples.DAUGHTER).level())
        .isEqualTo(VerificationLevel.BASIC);
    assertThat(office.audited).anyMatch(entry -> entry.startsWith("citizen:verify-failed"));
  }

  @ParameterizedTest
  @CsvSource({
    "employer,东方(电子) 公司,true",
    "employer,旧公司,false",
    "base,6000.50,true",
    "base,5000,false",
    "balance,1234.5,true",
    "balance,abc,false"
  })
  void answersThatOnlyThePersonKnowsMakeItStrong(String question, String said, boolean right) {
    office.system(this::answer);
    VerificationRequest claim =
        claim(contact, "questions", Samples.DAUGHTER, Map.of(question, said));
    if (right) {
      assertThat(office.citizens.verify(daughter.id(), claim).level())
          .isEqualTo(VerificationLevel.STRONG);
    } else {
      refused("citizen.verification.failed", () -> office.citizens.verify(daughter.id(), claim));
      assertThat(level(daughter)).isEqualTo(VerificationLevel.NONE);
    }
    assertThat(office.bus.published(QueryBusiness.class))
        .allSatisfy(query -> assertThat(query.toString()).doesNotContain(Samples.DAUGHTER));
  }

  @Test
  void whatIsOnTheCardProvesNothingAndOneWrongAnswerSpoilsAll() {
    office.system(this::answer);
    refused(
        "citizen.input.invalid",
        () ->
            office.citizens.verify(
                daughter.id(),
                claim(contact, "questions", Samples.DAUGHTER, Map.of("name", Samples.NAME))));
    refused(
        "citizen.input.invalid",
        () ->
            office.citizens.verify(
                daughter.id(),
                claim(contact, "questions", Samples.DAUGHTER, Map.of("shoe", "42"))));
    refused(
        "citizen.verification.failed",
        () ->
            office.citizens.verify(
                daughter.id(),
                claim(
                    contact,
                    "questions",
                    Samples.DAUGHTER,
                    Map.of("balance", "1234.5", "name", "别人"))));
  }

  @Test
  void anAttemptThatNobodyCouldJudgeDoesNotCount() {
    office.system(
        query ->
            new QueryRejected(
                query.link(),
                query.request(),
                query.matter(),
                query.operation(),
                "business.link.offline",
                Map.of()));
    for (int i = 0; i < 4; i++) {
      refused(
          "business.link.offline",
          () ->
              office.citizens.verify(
                  daughter.id(),
                  claim(contact, "questions", Samples.DAUGHTER, Map.of("base", "1"))));
    }
  }

  @Test
  void theDaughterAsksForHerMother() {
    refused(
        "citizen.verification.caller-first",
        () -> office.citizens.verify(mother.id(), onBehalf(contact, "代母亲咨询")));
    office.verify(daughter.id(), contact, Samples.DAUGHTER);
    refused(
        "citizen.input.invalid", () -> office.citizens.verify(mother.id(), onBehalf(contact, " ")));
    Verification asked = office.citizens.verify(mother.id(), onBehalf(contact, "代母亲咨询"));
    assertThat(asked.party()).isEqualTo(Party.SUBJECT);
    assertThat(asked.level()).isEqualTo(VerificationLevel.BASIC);
    Reason reason = new Reason(Optional.of(contact), "核对电话 13800001234");
    assertThat(office.citizens.reveal(mother.id(), reason).identity()).isEmpty();
    assertThat(office.audited).anyMatch(entry -> entry.contains("代母亲咨询"));
    refused(
        "citizen.verification.needed",
        () -> office.business.ask(mother.id(), question("account.query")));

    assertThat(office.verify(mother.id(), contact, Samples.MOTHER).party())
        .isEqualTo(Party.SUBJECT);
    assertThat(office.citizens.reveal(mother.id(), reason).identity()).contains(Samples.MOTHER);
    assertThat(office.service.verifications().caller(contact).orElseThrow().citizen())
        .isEqualTo(daughter.id());
    assertThat(office.bus.published(CallerVerified.class)).hasSize(1);
  }

  private BusinessQuestion question(String operation) {
    return new BusinessQuestion(contact, operation, Map.of(), Optional.empty(), Optional.empty());
  }

  @Test
  void anotherCallerTakesThePlaceOfTheFirstAndOfWhomThatOneAskedFor() {
    office.verify(daughter.id(), contact, Samples.DAUGHTER);
    office.citizens.verify(mother.id(), onBehalf(contact, "代母亲咨询"));
    office.citizens.verify(
        mother.id(),
        new VerificationRequest(
            contact,
            "identity",
            Optional.of(Party.CALLER),
            Optional.of(Samples.MOTHER),
            Map.of(),
            Optional.empty()));
    assertThat(level(daughter)).isEqualTo(VerificationLevel.NONE);
    assertThat(level(mother)).isEqualTo(VerificationLevel.BASIC);
    office.verification.end(contact);
    assertThat(level(mother)).isEqualTo(VerificationLevel.NONE);
  }

  @Test
  void aPasswordAtTheTelephoneIdentifiesTheCaller() {
    String sealed = office.vault.seal(Samples.DAUGHTER);
    office.bus.publish(new IdentifyCaller(contact, sealed, Samples.NAME, "ivr-password"));
    assertThat(level(daughter)).isEqualTo(VerificationLevel.STRONG);
    assertThat(office.bus.last(CallerVerified.class).orElseThrow())
        .satisfies(
            fact -> {
              assertThat(fact.citizen()).isEqualTo(daughter.id());
              assertThat(fact.level()).isEqualTo(VerificationLevel.STRONG);
            });
    assertThat(office.verify(daughter.id(), contact, Samples.DAUGHTER).level())
        .as("what was proved better stays")
        .isEqualTo(VerificationLevel.STRONG);
  }

  @Test
  void aStrangerWhoProvesAnIdentityBecomesACitizenOnce() {
    String sealed = office.vault.seal(Samples.COMPANY);
    office.bus.publish(new IdentifyCaller(contact, sealed, "", "ivr-password"));
    office.bus.publish(new IdentifyCaller(contact, sealed, "", "ivr-password"));
    assertThat(office.citizens.candidates("", Samples.COMPANY))
        .singleElement()
        .satisfies(
            made -> {
              assertThat(made.kind()).isEqualTo(CitizenKind.ORGANISATION);
              assertThat(level(made)).isEqualTo(VerificationLevel.STRONG);
            });
  }

  @Test
  void badRequestsAreRefused() {
    refused(
        "citizen.input.invalid",
        () -> office.citizens.verify(daughter.id(), claim(contact, "magic", "1", Map.of())));
    refused("citizen.input.invalid", () -> claim("a\u0000b", "identity", "1", Map.of()));
    refused("citizen.input.invalid", () -> office.verification.get("x".repeat(65), null));
    refused("citizen.unknown", () -> office.verify("../../x", contact, Samples.DAUGHTER));
    refused("citizen.input.invalid", () -> new Reason(Optional.empty(), "x".repeat(201)));
    Citizen unknown = office.person("");
    refused("citizen.identity.none", () -> office.verify(unknown.id(), contact, Samples.DAUGHTER));
    office.access.user("nobody");
    refused("security.denied", () -> office.verify(daughter.id(), contact, Samples.DAUGHTER));
  }
}
