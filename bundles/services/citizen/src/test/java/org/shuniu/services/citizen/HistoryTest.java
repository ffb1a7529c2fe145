// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuniu.services.citizen.Office.refused;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuniu.api.base.Ids;
import org.shuniu.api.base.Message;
import org.shuniu.api.base.Page;
import org.shuniu.api.services.contact.ContactAnswered;
import org.shuniu.api.services.contact.ContactEnded;
import org.shuniu.api.services.contact.ContactLinked;
import org.shuniu.api.services.contact.ContactOffered;
import org.shuniu.api.services.contact.ContactWrappedUp;
import org.shuniu.api.services.contact.EndReason;
import org.shuniu.api.services.contact.Medium;
import org.shuniu.api.services.outreach.NoticeChanged;
import org.shuniu.api.services.outreach.NoticeState;
import org.shuniu.api.services.ticket.TicketChanged;
import org.shuniu.api.services.ticket.TicketOpened;
import org.shuniu.api.services.ticket.TicketState;

/** One history for one citizen over all channels (C9). */
class HistoryTest {
  private static final String CONTACT = Ids.next();
  private static final String TICKET = Ids.next();
  private static final String NOTICE = Ids.next();

  private final Office office = new Office();
  private final Citizen citizen = office.person(Samples.DAUGHTER, Samples.PHONE);

  private static Instant at(int second) {
    return Office.START.plusSeconds(second);
  }

  /** A call, a ticket of which only the contact tells whose it is, and a message to the citizen. */
  private List<Message> matter() {
    return List.of(
        new ContactOffered(CONTACT, Medium.VOICE, Samples.PHONE, "12333", Map.of(), at(0)),
        new ContactAnswered(CONTACT, "a-1", "general", Duration.ofSeconds(9), at(10)),
        new ContactLinked(CONTACT, "somebody-else", "agent-1", at(11)),
        new ContactLinked(CONTACT, citizen.id(), "agent-1", at(12)),
        new TicketOpened(
            TICKET,
            "20261020-000001",
            "complaint",
            "wage",
            Optional.of(CONTACT),
            Optional.empty(),
            at(20)),
        new ContactEnded(CONTACT, EndReason.ENDED_BY_CITIZEN, Optional.of("a-1"), at(30)),
        new ContactWrappedUp(CONTACT, "a-1", "wage", at(40)),
        new TicketChanged(TICKET, 1, "dispatch", TicketState.DISPATCHED, at(50)),
        new TicketChanged(TICKET, 2, "resolve", TicketState.RESOLVED, at(60)),
        new NoticeChanged(NOTICE, TICKET, NoticeState.SENT, "", 1, at(70)),
        new NoticeChanged(NOTICE, TICKET, NoticeState.DELIVERED, "", 1, at(71)),
        new TicketChanged(TICKET, 3, "close", TicketState.CLOSED, at(80)));
  }

  private List<TimelineEntry> seen() {
    office.supervisor();
    return office.citizens.timeline(citizen.id(), null, null, 50).items();
  }

  @Test
  void aMatterIsThreeLinesThatTellHowItStands() {
    matter().forEach(office.bus::publish);
    assertThat(seen())
        .extracting(TimelineEntry::kind)
        .containsExactly(TimelineKind.NOTICE, TimelineKind.TICKET, TimelineKind.CONTACT);
    assertThat(seen().get(2).data())
        .containsEntry("category", "wage")
        .containsEntry("agent", "a-1")
        .containsEntry("reason", "ENDED_BY_CITIZEN")
        .containsEntry("endedAt", at(30).toString());
    assertThat(seen().get(1))
        .satisfies(
            ticket -> {
              assertThat(ticket.label()).isEqualTo("20261020-000001");
              assertThat(ticket.at()).isEqualTo(at(20));
              assertThat(ticket.data()).containsEntry("state", "CLOSED");
            });
    assertThat(seen().get(0).data()).containsEntry("state", "DELIVERED");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void inAnyOrderAndTwiceItIsTheSame(long seed) {
    matter().forEach(office.bus::publish);
    List<TimelineEntry> expected = seen();
    Office another = new Office();
    Citizen again = another.person(Samples.MOTHER);
    List<Message> facts = new ArrayList<>(matter());
    facts.addAll(matter());
    Collections.shuffle(facts, new Random(seed));
    facts.forEach(
        fact ->
            another.bus.publish(
                fact instanceof ContactLinked link && link.citizen().equals(citizen.id())
                    ? new ContactLinked(CONTACT, again.id(), "agent-1", link.time())
                    : fact));
    another.supervisor();
    assertThat(another.citizens.timeline(again.id(), null, null, 50).items()).isEqualTo(expected);
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() {
    for (int i = 0; i < 25; i++) {
      String contact = Ids.next();
      office.bus.publish(
          new ContactOffered(contact, Medium.CHAT, Samples.PHONE, "12333", Map.of(), at(i / 3)));
      office.bus.publish(new ContactLinked(contact, citizen.id(), "agent-1", at(100)));
    }
    office.supervisor();
    Set<String> ids = new HashSet<>();
    Optional<String> cursor = Optional.empty();
    int pages = 0;
    do {
      Page<TimelineEntry> page =
          office.citizens.timeline(citizen.id(), null, cursor.orElse(null), 4);
      page.items().forEach(entry -> assertThat(ids.add(entry.id())).isTrue());
      cursor = page.next();
      pages++;
    } while (cursor.isPresent());
    assertThat(ids).hasSize(25);
    assertThat(pages).isEqualTo(7);
    for (String bad : List.of("x", "~", "2026~x", "2026-10-20T02:00:00Z~" + "x".repeat(200))) {
      refused("citizen.cursor.invalid", () -> office.citizens.timeline(citizen.id(), null, bad, 4));
    }
  }

  @Test
  void whatBelongsToNobodyIsForgottenAfterAWhile() {
    String stranger = office.contact();
    matter().forEach(office.bus::publish);
    office.clock.advance(Duration.ofDays(31));
    office.service.purge();
    assertThat(office.service.timeline().contact(stranger)).isEmpty();
    assertThat(seen()).hasSize(3);
  }

  @Test
  void theOwnHistoryIsShownToWhoVerifiedTheCallerAndEachLookIsAudited() {
    matter().forEach(office.bus::publish);
    String contact = office.contact();
    office.verify(citizen.id(), contact, Samples.DAUGHTER);
    assertThat(office.citizens.timeline(citizen.id(), contact, null, 50).items()).hasSize(5);
    assertThat(office.audited)
        .contains("citizen:timeline citizen:" + citizen.id() + " {contact=" + contact + "}");
    assertThat(office.citizens.get(citizen.id()).contactCount()).isEqualTo(2);
  }
}
