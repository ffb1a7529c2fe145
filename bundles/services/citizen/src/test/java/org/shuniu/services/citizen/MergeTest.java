// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuniu.services.citizen.Office.refused;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.services.citizen.CitizensMerged;
import org.shuniu.api.services.citizen.VerificationLevel;
import org.shuniu.api.services.contact.ContactLinked;

class MergeTest {
  private final Office office = new Office();

  @BeforeEach
  void supervisor() {
    office.supervisor();
  }

  private Merge merge(Citizen kept, Citizen other) {
    return office.citizens.merge(kept.id(), new MergeInput(other.id(), "同一人"));
  }

  private List<TimelineEntry> contacts(Citizen citizen) {
    return office.citizens.timeline(citizen.id(), null, null, 50).items().stream()
        .filter(entry -> entry.kind() == TimelineKind.CONTACT)
        .toList();
  }

  private String linked(Citizen citizen) {
    String contact = office.contact();
    office.bus.publish(new ContactLinked(contact, citizen.id(), "agent-1", office.clock.instant()));
    return contact;
  }

  @Test
  void theOneThatStaysHasWhatBothHadAndStandsForBoth() {
    Citizen kept = office.person(Samples.DAUGHTER, Samples.PHONE);
    Citizen other = office.person("", Samples.OTHER_PHONE, Samples.PHONE);
    linked(kept);
    linked(other);
    merge(kept, other);
    assertThat(office.citizens.get(other.id()))
        .isEqualTo(office.citizens.get(kept.id()))
        .satisfies(
            whole -> {
              assertThat(whole.phones()).hasSize(2);
              assertThat(whole.mergedFrom()).containsExactly(other.id());
            });
    assertThat(office.citizens.candidates(Samples.OTHER_PHONE, ""))
        .extracting(Citizen::id)
        .containsExactly(kept.id());
    assertThat(office.citizens.candidates(Samples.PHONE, "")).hasSize(1);
    assertThat(contacts(other)).hasSize(2);
    assertThat(office.bus.last(CitizensMerged.class).orElseThrow())
        .satisfies(
            fact -> {
              assertThat(fact.kept()).isEqualTo(kept.id());
              assertThat(fact.undone()).isFalse();
            });
  }

  @Test
  void anUndoInAnyOrderGivesBackWhatWas() {
    Citizen first = office.person(Samples.DAUGHTER, Samples.PHONE);
    Citizen second = office.person("", Samples.OTHER_PHONE);
    Citizen third = office.person("", Samples.PHONE);
    linked(first);
    linked(second);
    linked(third);
    List<Citizen> before = all(first, second, third);
    Merge inner = merge(second, third);
    Merge outer = merge(first, second);
    assertThat(contacts(third)).hasSize(3);
    assertThat(office.citizens.undo(inner.merge()).undone()).isTrue();
    assertThat(office.citizens.get(third.id())).isEqualTo(before.get(2));
    assertThat(contacts(first)).hasSize(2);
    office.citizens.undo(outer.merge());
    assertThat(all(first, second, third)).isEqualTo(before);
    assertThat(contacts(second)).hasSize(1);
    refused("citizen.merge.undone", () -> office.citizens.undo(outer.merge()));
    refused("citizen.merge.unknown", () -> office.citizens.undo("x"));
    assertThat(office.bus.last(CitizensMerged.class).orElseThrow().undone()).isTrue();
  }

  private List<Citizen> all(Citizen... citizens) {
    return List.of(citizens).stream().map(c -> office.citizens.get(c.id())).toList();
  }

  @Test
  void whatIsNotedSinceStaysWhereItWasNoted() {
    Citizen kept = office.person("", Samples.PHONE);
    Citizen other = office.person("", Samples.OTHER_PHONE);
    Merge merge = merge(kept, other);
    office.citizens.update(
        kept.id(),
        new CitizenChange(
            Optional.empty(),
            Optional.empty(),
            List.of(Samples.OTHER_PHONE, "13900001111"),
            null,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    office.citizens.undo(merge.merge());
    assertThat(office.citizens.get(kept.id()).phones()).containsExactly("139****1111");
    assertThat(office.citizens.get(other.id()).phones()).containsExactly("138****5678");
  }

  @Test
  void aProofIsOfTheIdentityItWasGivenFor() {
    Citizen kept = office.person("", Samples.PHONE);
    Citizen other = office.person(Samples.DAUGHTER);
    Merge merge = merge(kept, other);
    String contact = office.contact();
    assertThat(office.verify(kept.id(), contact, Samples.DAUGHTER).citizen()).isEqualTo(kept.id());
    office.citizens.undo(merge.merge());
    assertThat(office.service.verifications().level(contact, kept.id()))
        .isEqualTo(VerificationLevel.NONE);
    assertThat(office.service.verifications().level(contact, other.id()))
        .isEqualTo(VerificationLevel.BASIC);
  }

  @Test
  void whoCannotBeOneIsNotMerged() {
    Citizen one = office.person(Samples.DAUGHTER);
    Citizen two = office.person(Samples.MOTHER);
    Citizen company =
        office.citizens.create(
            new CitizenInput(
                "公司",
                CitizenKind.ORGANISATION,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Samples.COMPANY)));
    refused("citizen.merge.identities-differ", () -> merge(one, two));
    refused("citizen.merge.kinds-differ", () -> merge(one, company));
    refused("citizen.merge.same", () -> merge(one, one));
    refused(
        "citizen.unknown", () -> office.citizens.merge(one.id(), new MergeInput("nobody", "同一人")));
    office.agent();
    refused("security.denied", () -> merge(one, two));
  }
}
