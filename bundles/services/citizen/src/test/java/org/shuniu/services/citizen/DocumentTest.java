// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuniu.services.citizen.Office.refused;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuniu.api.testkit.FakeVault;

class DocumentTest {
  private final Office office = new Office();

  @Test
  void oneNumberIsOneHoweverItIsWritten() {
    FakeVault vault = new FakeVault();
    String print = Document.print(vault, Samples.DAUGHTER);
    assertThat(Document.print(vault, " 110105 19491231 002x")).isEqualTo(print);
    assertThat(Document.print(vault, "１１０１０５１９４９１２３１００２Ｘ")).isEqualTo(print);
    assertThat(Document.recognised(Samples.DAUGHTER).kind())
        .isEqualTo(DocumentKind.RESIDENT_IDENTITY);
    assertThat(Document.recognised(Samples.COMPANY).kind()).isEqualTo(DocumentKind.CREDIT_CODE);
    assertThat(Document.recognised(Samples.PASSPORT).kind()).isEqualTo(DocumentKind.OTHER);
  }

  @ParameterizedTest
  @CsvSource({
    "RESIDENT_IDENTITY,110105194912310021",
    "RESIDENT_IDENTITY,110105194913310029",
    "RESIDENT_IDENTITY,110105299912310029",
    "RESIDENT_IDENTITY,110105491231002",
    "RESIDENT_IDENTITY,x",
    "RESIDENT_IDENTITY,''",
    "CREDIT_CODE,91350100M000100Y44",
    "CREDIT_CODE,91350100I000100Y43",
    "PASSPORT,<script>",
    "OTHER,a'; drop table"
  })
  void wrongNumbersAreRefusedWithoutBeingRepeated(DocumentKind kind, String number) {
    var refusal = refused("citizen.identity.invalid", () -> Document.of(kind, number));
    if (!number.isEmpty() && number.length() > 1) {
      assertThat(refusal.toString()).doesNotContain(number);
    }
  }

  @Test
  void aLongTextIsNoNumber() {
    refused(
        "citizen.identity.invalid", () -> Document.of(DocumentKind.OTHER, "9".repeat(16 * 1024)));
  }

  @Test
  void everySingleWrongDigitIsNoticed() {
    for (int i = 0; i < 17; i++) {
      char[] digits = Samples.DAUGHTER.toCharArray();
      digits[i] = digits[i] == '9' ? '8' : (char) (digits[i] + 1);
      String wrong = new String(digits);
      refused("citizen.identity.invalid", () -> Document.of(DocumentKind.RESIDENT_IDENTITY, wrong));
    }
  }

  @Test
  void anIdentityBelongsToOneCitizenAndIsStoredSealed() {
    Citizen first = office.person(Samples.DAUGHTER);
    var refusal =
        refused("citizen.identity.taken", () -> office.person(Samples.DAUGHTER.toLowerCase()));
    assertThat(refusal.reason().status()).isEqualTo(409);
    assertThat(refusal.arguments()).containsEntry("citizen", first.id());
    assertThat(office.citizens.candidates("", Samples.DAUGHTER))
        .extracting(Citizen::id)
        .containsExactly(first.id());
    assertThat(first.identity()).contains(DocumentKind.RESIDENT_IDENTITY);
    assertThat(first.toString()).doesNotContain(Samples.DAUGHTER);
  }

  @Test
  void whoSeesMaskedValuesChangesTheRestOnly() {
    Citizen known = office.person(Samples.DAUGHTER, Samples.PHONE);
    CitizenChange vip =
        new CitizenChange(
            Optional.empty(),
            Optional.empty(),
            null,
            List.of("VIP"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(office.citizens.update(known.id(), vip))
        .satisfies(
            changed -> {
              assertThat(changed.categories()).containsExactly("VIP");
              assertThat(changed.phones()).isEqualTo(known.phones());
              assertThat(changed.identity()).isEqualTo(known.identity());
            });
    CitizenChange other = identity(DocumentKind.RESIDENT_IDENTITY, Samples.MOTHER);
    refused("citizen.identity.known", () -> office.citizens.update(known.id(), other));
    refused(
        "citizen.input.invalid",
        () ->
            office.citizens.update(
                known.id(), identity(DocumentKind.CREDIT_CODE, Samples.COMPANY)));
    office.supervisor();
    office.citizens.update(known.id(), other);
    assertThat(office.citizens.candidates("", Samples.MOTHER)).hasSize(1);
    assertThat(office.citizens.candidates("", Samples.DAUGHTER)).isEmpty();
  }

  private static CitizenChange identity(DocumentKind kind, String number) {
    return new CitizenChange(
        Optional.empty(),
        Optional.empty(),
        null,
        null,
        Optional.empty(),
        Optional.of(kind),
        Optional.of(number));
  }

  @Test
  void theWatchOverLogsSees() {
    assertThat(LeakWatch.leaks("x" + Samples.MOTHER + "y")).containsExactly(Samples.MOTHER);
    assertThat(LeakWatch.leaks("nothing")).isEmpty();
  }
}
