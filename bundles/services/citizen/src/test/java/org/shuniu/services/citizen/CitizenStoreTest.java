// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuniu.api.base.Ids;
import org.shuniu.api.testkit.FakeVault;
import org.shuniu.api.testkit.TestStore;

class CitizenStoreTest {
  private final TestStore database = Office.store();
  private final CitizenStore store =
      new CitizenStore(
          database.entityManager(), database.transactions(), new FakeVault(), Clock.systemUTC());

  @AfterEach
  void close() {
    database.close();
  }

  private static CitizenInput person(String name, String... phones) {
    return new CitizenInput(
        name,
        CitizenKind.PERSON,
        List.of(phones),
        List.of("退休人员"),
        Optional.of("备注"),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void oneNumberGivesAllWhoHaveItHoweverItIsWritten() {
    store.add(person("王小芳", "138 0000 1234"), "u");
    store.add(person("王国", "+86 13800001234", "0755-12345678"), "u");
    store.add(person("李四", "13800005678"), "u");
    assertThat(store.candidates("13800001234"))
        .extracting(Citizen::name)
        .containsExactlyInAnyOrder("王*芳", "王*");
    assertThat(store.candidates("075512345678")).extracting(Citizen::name).containsExactly("王*");
    assertThat(store.candidates("13900000000")).isEmpty();
  }

  @Test
  void nothingPersonalIsShown() {
    Citizen shown = store.add(person("王小芳", "13800001234"), "u");
    assertThat(shown.toString()).doesNotContain("小").doesNotContain("13800001234");
    assertThat(shown.phones()).containsExactly("138****1234");
    assertThat(shown.categories()).containsExactly("退休人员");
  }

  @Test
  void contactsOfAllNumbersAreCounted() {
    Instant first = Instant.parse("2026-03-01T00:00:00Z");
    Citizen added = store.add(person("王国", "13800001234", "13800005678"), "u");
    store.contacted("13800001234", first.plusSeconds(60));
    store.contacted("13800005678", first);
    store.contacted("13800001234", first.plusSeconds(30));
    Citizen shown = store.get(added.id());
    assertThat(shown.contactCount()).isEqualTo(3);
    assertThat(shown.lastContactAt()).contains(first.plusSeconds(60));
  }

  @Test
  void aChangeTakesTheOldNumberAway() {
    Citizen added = store.add(person("王国", "13800001234"), "u");
    store.change(added.id(), person("王国庆", "13800009999").asChange(), false);
    assertThat(store.candidates("13800001234")).isEmpty();
    assertThat(store.candidates("13800009999")).extracting(Citizen::name).containsExactly("王*庆");
  }

  @Test
  void unknownIdsAndBadInputAreRefused() {
    assertThatThrownBy(() -> store.get("../../x")).hasMessageContaining("citizen.unknown");
    assertThatThrownBy(() -> store.get(Ids.next())).hasMessageContaining("citizen.unknown");
    assertThatThrownBy(() -> person("", "13800001234")).hasMessageContaining("name");
    assertThatThrownBy(() -> person("a\u0000b")).hasMessageContaining("name");
    assertThatThrownBy(() -> person("王*芳")).hasMessageContaining("name");
    assertThatThrownBy(() -> person("王".repeat(61))).hasMessageContaining("name");
    assertThatThrownBy(() -> store.add(person("王国", "<script>"), "u"))
        .hasMessageContaining("phones");
    assertThatThrownBy(
            () ->
                new CitizenInput(
                    "a",
                    CitizenKind.PERSON,
                    Collections.nCopies(11, "13800001234"),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))
        .hasMessageContaining("phones");
  }

  @ParameterizedTest
  @CsvSource({
    "13800001234,13800001234",
    "+8613800001234,13800001234",
    "8613800001234,13800001234",
    "008613800001234,13800001234",
    "013800001234,13800001234",
    "0755-12345678,075512345678",
    "+86 755 12345678,075512345678",
    "0755 12345678 转 801,075512345678",
    "+1 212 555 0100,+12125550100",
    "12333,12333",
  })
  void numbersAreComparedInOneForm(String written, String normal) {
    assertThat(PhoneNumber.normal(written)).contains(normal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "anonymous", "138000012341380000123413800001234", "1;drop"})
  void whatIsNoNumberIsNone(String written) {
    assertThat(PhoneNumber.normal(written)).isEmpty();
  }
}
