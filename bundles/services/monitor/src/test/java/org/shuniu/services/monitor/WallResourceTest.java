// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.shuniu.services.monitor.Hall.GUANGZHOU;
import static org.shuniu.services.monitor.Hall.SHENZHEN;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.services.acd.AgentState;
import org.shuniu.api.services.contact.EndReason;
import org.shuniu.services.monitor.WallResource.SeatMessageInput;
import org.shuniu.services.monitor.WallResource.SeatStateInput;

class WallResourceTest {
  private final Hall hall = new Hall();

  @BeforeEach
  void seats() {
    hall.floor.seat("sz", AgentState.READY, "", "si", "law");
    hall.floor.seat("gz", AgentState.BUSY, "b", "si");
    hall.floor.seat("new", AgentState.LOGGED_OUT, "", "law");
    hall.monitor.tick();
  }

  @AfterEach
  void close() {
    hall.close();
  }

  private static void refused(String code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOf(HubException.class)
        .extracting(e -> ((HubException) e).code())
        .isEqualTo(code);
  }

  private WallView wall() {
    return hall.wall.wall(null, null, null);
  }

  private static List<String> agents(List<SeatView> seats) {
    return seats.stream().map(SeatView::agentId).sorted().toList();
  }

  private WallChange change(int index) {
    return (WallChange) hall.told("wall.changed").get(index).data();
  }

  @Test
  void aSupervisorSeesTheOwnRegionOnly() {
    hall.offered("a", "12333", 0);
    hall.queued("a", "si", 1);
    hall.offered("b", "12345", 0);
    hall.queued("b", "si", 1);
    hall.access.user("boss", SHENZHEN, "wall:read", "wall:act");
    assertThat(wall().figures()).containsEntry("waiting", 1d).containsEntry("agentsLoggedIn", 1d);
    assertThat(agents(wall().seats())).containsExactly("sz");
    assertThat(hall.wall.waiting(null, null, null))
        .extracting(WaitingView::contactId)
        .containsExactly("a");
    assertThat(agents(hall.wall.seats(null, null))).containsExactly("sz");
    refused("security.denied", () -> hall.wall.wall(GUANGZHOU, null, null));
    refused("security.denied", () -> hall.wall.seats(GUANGZHOU, null));
    refused("security.denied", () -> hall.wall.waiting(GUANGZHOU, null, null));
    refused("security.denied", () -> hall.wall.state("gz", ready()));
    refused("security.denied", () -> hall.wall.message("gz", new SeatMessageInput("早")));
    // Nobody knows where this one belongs.
    refused("security.denied", () -> hall.wall.state("new", ready()));
    assertThat(hall.floor.requests).isEmpty();
    assertThat(hall.audited).isEmpty();
  }

  private static SeatStateInput ready() {
    return new SeatStateInput(AgentState.READY, Optional.empty());
  }

  @Test
  void nobodySeesOrActsWithoutPermission() {
    hall.access.user("li", "acd:self");
    refused("security.denied", this::wall);
    refused("security.denied", () -> hall.wall.seats(null, null));
    refused("security.denied", () -> hall.wall.waiting(null, null, null));
    hall.access.user("admin", "wall:read");
    refused("security.denied", () -> hall.wall.state("sz", ready()));
    refused("security.denied", () -> hall.wall.message("sz", new SeatMessageInput("早")));
    refused("security.denied", () -> hall.messages.unread());
    refused("security.denied", () -> hall.messages.acknowledge("m"));
  }

  @Test
  void aFilterShowsAPart() {
    hall.offered("a", "12333", 0);
    hall.queued("a", "law", 1);
    hall.offered("b", "12345", 0);
    hall.queued("b", "si", 1);
    assertThat(hall.wall.wall(null, "12345", null).figures()).containsEntry("offered", 1d);
    WallView law = hall.wall.wall(null, null, "law");
    assertThat(law.figures()).containsEntry("waiting", 1d);
    assertThat(agents(law.seats())).containsExactly("new", "sz");
    assertThat(hall.wall.wall(GUANGZHOU, null, null).lines())
        .extracting(WallRow::key)
        .containsExactly("12345");
    refused("monitor.filter.invalid", () -> hall.wall.wall(null, "1".repeat(41), null));
  }

  @Test
  void aSeatShowsTheContactInHandMasked() {
    hall.offered("b", "12345", 0);
    hall.queued("b", "si", 1);
    hall.answered("b", "si", 4, 5);
    SeatView seat = hall.wall.seats(GUANGZHOU, null).get(0);
    assertThat(seat.region()).contains(GUANGZHOU.code());
    assertThat(seat.contact())
        .contains(
            new SeatView.SeatContact(
                "b",
                Optional.of("138****8000"),
                Optional.of("12345"),
                Optional.of("si"),
                Optional.of(hall.at(5))));
  }

  @Test
  void whoWaitsHasThePlaceThatTheAcdTells() {
    hall.queued("a", "si", 5);
    hall.queued("b", "si", 1);
    hall.floor.places.put("a", 1);
    assertThat(hall.wall.waiting(null, null, null))
        .extracting(WaitingView::contactId, WaitingView::place)
        .containsExactly(tuple("b", Optional.empty()), tuple("a", Optional.of(1)));
  }

  @Test
  void changesAreToldAsDifferencesAndOnlyWhereThereAreSome() {
    WallView first = wall();
    hall.monitor.tick();
    assertThat(hall.told("wall.changed")).isEmpty();
    hall.floor.seat("sz", AgentState.BREAK, "", "si", "law");
    hall.queued("a", "si", 0);
    hall.queued("c", "si", 0);
    hall.monitor.tick();
    assertThat(hall.told("wall.changed")).hasSize(1);
    assertThat(hall.told("wall.changed").get(0).audience()).isEqualTo("user:boss");
    WallChange change = change(0);
    assertThat(change.scope()).isEqualTo(first.scope());
    assertThat(change.sequence()).isEqualTo(first.sequence() + 1);
    assertThat(change.reset()).isFalse();
    assertThat(agents(change.seats())).containsExactly("sz");
    assertThat(change.skills()).extracting(WallRow::key).containsExactly("law", "si");
    assertThat(change.lines()).isEmpty();
    assertThat(change.waiting().orElseThrow()).hasSize(2);
    assertThat(change.figures().orElseThrow()).containsEntry("waiting", 2d);
    // The next reading goes on from what was told.
    assertThat(wall().sequence()).isEqualTo(change.sequence());
    assertThat(wall().figures()).containsEntry("waiting", 2d);
  }

  @Test
  void anAgentWhoIsGoneAsksForANewReading() {
    wall();
    hall.floor.seats.remove("new");
    hall.monitor.tick();
    assertThat(change(0).reset()).isTrue();
  }

  @Test
  void nobodyIsToldWhoLooksNoMore() {
    wall();
    hall.access.user("other", GUANGZHOU, "wall:read");
    wall();
    hall.clock.advance(Watches.LEASE.minusSeconds(10));
    wall();
    hall.clock.advance(Duration.ofSeconds(20));
    hall.queued("a", "si", 0);
    hall.offered("a", "12345", 0);
    hall.monitor.tick();
    assertThat(hall.told("wall.changed"))
        .extracting(LiveUpdate::audience)
        .containsExactly("user:other");
  }

  @Test
  void walksThroughManyFiltersCostNoMoreThanAFew() {
    for (int i = 0; i < 300; i++) {
      hall.wall.wall(null, "line" + i, null);
    }
    hall.queued("a", "si", 0);
    hall.offered("a", "line299", 0);
    hall.ended("a", EndReason.LOST, 1);
    hall.monitor.tick();
    assertThat(hall.told("wall.changed")).hasSize(1);
    for (int i = 0; i < 96; i++) {
      hall.access.user("u" + i, "wall:read");
      hall.wall.wall(null, "own" + i, null);
    }
    hall.access.user("late", "wall:read");
    refused("monitor.wall.full", () -> hall.wall.wall(null, "late", null));
  }

  @Test
  void aStateIsAskedForAndAudited() {
    hall.wall.state("sz", new SeatStateInput(AgentState.NOT_READY, Optional.of("training")));
    assertThat(hall.floor.requests).containsExactly("sz NOT_READY training");
    assertThat(hall.audited).containsExactly("wall:set-state agent:sz");
    refused("monitor.agent.unknown", () -> hall.wall.state("nobody", ready()));
    refused(
        "acd.state.not-allowed",
        () -> hall.wall.state("sz", new SeatStateInput(AgentState.BUSY, Optional.empty())));
    assertThat(hall.audited).hasSize(1);
  }

  @Test
  void aMessageComesUpUntilItIsAcknowledged() {
    WallMessage sent = hall.wall.message("sz", new SeatMessageInput(" 请推迟小休 "));
    assertThat(hall.told("wall.message"))
        .singleElement()
        .satisfies(
            update -> {
              assertThat(update.audience()).isEqualTo("user:u-sz");
              assertThat(update.data()).isEqualTo(sent);
            });
    assertThat(sent.text()).isEqualTo("请推迟小休");
    assertThat(sent.from()).isEqualTo("boss");
    assertThat(hall.audited).containsExactly("wall:send-message agent:sz");

    hall.access.user("u-gz", "acd:self");
    assertThat(hall.messages.unread()).isEmpty();
    refused("monitor.message.unknown", () -> hall.messages.acknowledge(sent.id()));
    hall.access.user("u-sz", "acd:self");
    assertThat(hall.messages.unread()).containsExactly(sent);
    hall.messages.acknowledge(sent.id());
    hall.messages.acknowledge(sent.id());
    assertThat(hall.messages.unread()).isEmpty();
    assertThat(hall.told("wall.message-read"))
        .singleElement()
        .satisfies(update -> assertThat(update.audience()).isEqualTo("user:boss"));
  }

  @Test
  void messagesAreBounded() {
    refused("monitor.message.invalid", () -> hall.wall.message("sz", new SeatMessageInput("  ")));
    refused(
        "monitor.message.invalid",
        () -> hall.wall.message("sz", new SeatMessageInput("字".repeat(201))));
    for (int i = 0; i < 20; i++) {
      hall.wall.message("sz", new SeatMessageInput("字".repeat(200)));
    }
    refused("monitor.message.too-many", () -> hall.wall.message("sz", new SeatMessageInput("x")));
  }

  @Test
  void whileTheAcdIsAwayFiguresOfCallsGoOn() {
    hall.monitor.floor = null;
    hall.monitor.tick();
    hall.queued("a", "si", 0);
    assertThat(wall().figures()).containsEntry("waiting", 1d).containsEntry("agentsLoggedIn", 0d);
    refused("monitor.acd.away", () -> hall.wall.state("sz", ready()));
  }

  @Test
  void oldRowsAreRemoved() {
    hall.queued("a", "si", 0);
    hall.wall.message("sz", new SeatMessageInput("早"));
    hall.clock.advance(Duration.ofDays(401));
    hall.monitor.keep();
    hall.access.user("u-sz", "acd:self");
    assertThat(hall.messages.unread()).isEmpty();
  }
}
