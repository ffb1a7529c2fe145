// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.HubException;
import org.shuniu.api.channel.ChannelCommand.SendText;
import org.shuniu.api.channel.ChannelEvent.TextDelivered;
import org.shuniu.api.channel.ChannelEvent.TextFailed;
import org.shuniu.api.channel.ChannelEvent.TextReceived;
import org.shuniu.api.channel.ChannelEvent.TextSent;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.services.outreach.NoticeChanged;
import org.shuniu.api.services.outreach.NoticeState;
import org.shuniu.api.services.outreach.SendNotice;
import org.shuniu.api.testkit.FakeAccess;
import org.shuniu.api.testkit.FakeBus;
import org.shuniu.api.testkit.TestClock;
import org.shuniu.api.testkit.TestStore;

class NoticesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final String NUMBER = "13800138000";
  private static final String TEXT = "您的投诉工单已办结。";

  private final TestStore store = new TestStore(NoticeRow.class, TextRow.class);
  private final FakeBus bus = new FakeBus();
  private final FakeAccess access = new FakeAccess();
  private final TestClock clock = new TestClock(NOON);
  private final List<String> audited = new CopyOnWriteArrayList<>();
  private OutreachService service;
  private NoticeResource notices;
  private TextResource texts;

  @BeforeEach
  void start() {
    service = service(Optional.empty());
    bus.register(service);
    notices =
        new NoticeResource(
            access,
            (operation, object, detail) -> audited.add(operation + " " + object + " " + detail),
            service,
            store.entityManager(),
            store.transactions());
    texts = new TextResource(access, store.entityManager(), store.transactions());
    access.user("li", "notice:read", "notice:resend");
  }

  @AfterEach
  void stop() {
    service.deactivate();
    store.close();
  }

  private OutreachService service(Optional<QuietTime> quiet) {
    Settings settings =
        new Settings(
            "sms-main", quiet, Duration.ofSeconds(5), Duration.ofDays(1_095), Duration.ofDays(365));
    return new OutreachService(store.entityManager(), store.transactions(), bus, clock, settings);
  }

  private SendNotice order(String id) {
    return new SendNotice(id, "ticket-1", NUMBER, TEXT, clock.instant().plus(Duration.ofDays(1)));
  }

  private void send(String id) {
    bus.publish(order(id), Actor.user("wang"), "contact-1");
  }

  private void sent(String message) {
    bus.publish(new TextSent("sms-main", message, List.of("a", "b"), clock.instant()));
  }

  private void failed(String message, String code, boolean uncertain) {
    bus.publish(
        new TextFailed("sms-main", message, code, "0x0000000b", uncertain, clock.instant()));
  }

  private void delivered(String message, boolean good) {
    bus.publish(
        new TextDelivered("sms-main", message, good, good ? "" : "UNDELIV", clock.instant()));
  }

  private List<NoticeState> facts() {
    return bus.published(NoticeChanged.class).stream().map(NoticeChanged::state).toList();
  }

  private static void refused(String code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOf(HubException.class)
        .extracting(e -> ((HubException) e).code())
        .isEqualTo(code);
  }

  @Test
  void aNoticeIsSentAndDelivered() {
    send("n1");
    SendText text = bus.last(SendText.class).orElseThrow();
    assertThat(text)
        .isEqualTo(new SendText("sms-main", "n1-1", NUMBER, TEXT, NOON.plus(Duration.ofDays(1))));
    sent("n1-1");
    delivered("n1-1", true);
    assertThat(facts())
        .containsExactly(NoticeState.WAITING, NoticeState.SENT, NoticeState.DELIVERED);
    Notice notice = notices.get("n1");
    assertThat(notice.to()).isEqualTo("138****8000");
    assertThat(notice.parts()).contains(2);
    assertThat(notice.deliveredAt()).contains(NOON);
    assertThat(notice.code()).isEmpty();
  }

  @Test
  void allBelongsToTheMatterOfTheOrder() {
    send("n1");
    sent("n1-1");
    failed("n1-1", "late", false);
    delivered("n1-1", false);
    notices.resend("n1", new ResendRequest("市民要求"));
    assertThat(bus.published().stream().filter(NoticesTest::ofOurs).map(Envelope::correlation))
        .hasSize(6)
        .containsOnly("contact-1");
    assertThat(bus.published(NoticeChanged.class))
        .extracting(NoticeChanged::key)
        .containsOnly("ticket-1");
  }

  private static boolean ofOurs(Envelope<?> envelope) {
    return envelope.data() instanceof NoticeChanged || envelope.data() instanceof SendText;
  }

  @Test
  void whatComesAgainChangesNothing() {
    for (int i = 0; i < 3; i++) {
      send("n1");
      sent("n1-1");
      delivered("n1-1", true);
    }
    assertThat(bus.published(SendText.class)).hasSize(1);
    assertThat(facts())
        .containsExactly(NoticeState.WAITING, NoticeState.SENT, NoticeState.DELIVERED);
  }

  @Test
  void aReportFasterThanTheAnswerCounts() {
    send("n1");
    delivered("n1-1", true);
    sent("n1-1");
    assertThat(facts()).containsExactly(NoticeState.WAITING, NoticeState.DELIVERED);
    assertThat(notices.get("n1").parts()).contains(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyOrderEndsTheSame(long seed) {
    send("n1");
    Random random = new Random(seed);
    List<Runnable> events =
        new ArrayList<>(
            List.of(
                () -> sent("n1-1"),
                () -> delivered("n1-1", true),
                () -> sent("n1-1"),
                () -> delivered("n1-1", true)));
    Collections.shuffle(events, random);
    events.forEach(Runnable::run);
    assertThat(facts()).last().isEqualTo(NoticeState.DELIVERED);
    assertThat(facts()).doesNotHaveDuplicates();
  }

  @Test
  void aRefusalFailsAndAPersonSendsAgain() {
    send("n1");
    refused("notice.not-failed", () -> notices.resend("n1", new ResendRequest("x")));
    failed("n1-1", "channel.refused", false);
    assertThat(notices.get("n1").code()).contains("channel.refused");
    clock.advance(Duration.ofDays(2));
    Notice again = notices.resend("n1", new ResendRequest("改发 13800138000，请再试"));
    assertThat(again.state()).isEqualTo(NoticeState.WAITING);
    assertThat(again.attempt()).isEqualTo(2);
    SendText text = bus.last(SendText.class).orElseThrow();
    assertThat(text.message()).isEqualTo("n1-2");
    assertThat(text.expires()).isEqualTo(clock.instant().plus(Duration.ofDays(1)));
    assertThat(audited).singleElement().asString().contains("notice:n1").doesNotContain(NUMBER);
    refused("notice.not-failed", () -> notices.resend("n1", new ResendRequest("x")));

    delivered("n1-1", false);
    sent("n1-1");
    assertThat(notices.get("n1").state()).as("news of the first").isEqualTo(NoticeState.WAITING);
    sent("n1-2");
    delivered("n1-2", true);
    assertThat(facts())
        .containsExactly(
            NoticeState.WAITING,
            NoticeState.FAILED,
            NoticeState.WAITING,
            NoticeState.SENT,
            NoticeState.DELIVERED);
  }

  @Test
  void doubtEndsWithAReport() {
    send("n1");
    failed("n1-1", "channel.uncertain", true);
    assertThat(facts()).last().isEqualTo(NoticeState.UNCERTAIN);
    delivered("n1-1", true);
    assertThat(facts()).last().isEqualTo(NoticeState.DELIVERED);
    refused("notice.not-failed", () -> notices.resend("n1", new ResendRequest("x")));
  }

  @Test
  void whatIsWorthlessOrNoTextFailsWithoutBeingSent() {
    bus.publish(new SendNotice("old", "t", NUMBER, TEXT, NOON));
    bus.publish(new SendNotice("long", "t", NUMBER, "字".repeat(1_001), NOON.plusSeconds(60)));
    bus.publish(new SendNotice("empty", "t", NUMBER, " ", NOON.plusSeconds(60)));
    assertThat(bus.published(SendText.class)).isEmpty();
    assertThat(bus.published(NoticeChanged.class))
        .extracting(NoticeChanged::code)
        .containsExactly("notice.expired", "channel.text.invalid", "channel.text.invalid");
  }

  @Test
  void quietTimePutsOffWhatCanWait() {
    FakeBus quietBus = new FakeBus();
    ZoneId zone = ZoneId.of("Asia/Shanghai");
    Settings settings =
        new Settings(
            "sms-main",
            QuietTime.of("22:00", "08:00", zone),
            Duration.ofSeconds(5),
            Duration.ofDays(1),
            Duration.ofDays(1));
    TestClock night = new TestClock(Instant.parse("2026-11-22T15:00:00Z"));
    OutreachService quiet =
        new OutreachService(store.entityManager(), store.transactions(), quietBus, night, settings);
    quietBus.register(quiet);
    try {
      Instant tomorrow = night.instant().plus(Duration.ofDays(1));
      quietBus.publish(new SendNotice("late", "t", NUMBER, TEXT, tomorrow));
      quietBus.publish(
          new SendNotice("urgent", "t", NUMBER, TEXT, night.instant().plusSeconds(600)));
      assertThat(quietBus.published(SendText.class))
          .extracting(SendText::message)
          .containsExactly("urgent-1");
      assertThat(notices.get("late").dueAt()).contains(Instant.parse("2026-11-23T00:00:00Z"));
      night.advance(Duration.ofHours(8));
      quiet.sweep();
      assertThat(quietBus.published(SendText.class)).hasSize(1);
      night.advance(Duration.ofHours(1));
      quiet.sweep();
      quiet.sweep();
      assertThat(quietBus.published(SendText.class))
          .extracting(SendText::message)
          .containsExactly("urgent-1", "late-1");
    } finally {
      quiet.deactivate();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "22:00,08:00,2026-11-22T13:59:59Z,2026-11-22T13:59:59Z",
    "22:00,08:00,2026-11-22T14:00:00Z,2026-11-23T00:00:00Z",
    "22:00,08:00,2026-11-22T23:59:59Z,2026-11-23T00:00:00Z",
    "22:00,08:00,2026-11-23T00:00:00Z,2026-11-23T00:00:00Z",
    "12:00,14:00,2026-11-22T05:00:00Z,2026-11-22T06:00:00Z",
    "12:00,14:00,2026-11-22T07:00:00Z,2026-11-22T07:00:00Z"
  })
  void quietTimeReachesOverMidnight(String from, String until, Instant now, Instant earliest) {
    QuietTime quiet = QuietTime.of(from, until, ZoneId.of("Asia/Shanghai")).orElseThrow();
    assertThat(quiet.earliest(now, now.plus(Duration.ofDays(2)))).isEqualTo(earliest);
  }

  @Test
  void textsOfCitizensAreKeptOnceAndShownMasked() {
    TextReceived text = new TextReceived("sms-main", "c-1", NUMBER, "12333", "退订😀", NOON);
    bus.publish(text);
    bus.publish(text);
    ReceivedTextPage page = texts.list(null, 50);
    assertThat(page.items()).hasSize(1);
    assertThat(page.items().get(0).from()).isEqualTo("138****8000");
    assertThat(page.items().get(0).text()).isEqualTo("退订😀");
  }

  @Test
  void pagesFollowEachOtherAndFiltersNarrow() {
    for (int i = 0; i < 25; i++) {
      send("n%02d".formatted(i));
      if (i % 3 == 0) {
        clock.advance(Duration.ofMillis(1));
      }
    }
    List<String> seen = new ArrayList<>();
    Optional<String> cursor = Optional.of("");
    while (cursor.isPresent()) {
      NoticePage page = notices.list(null, null, null, null, null, cursor.get(), 10);
      page.items().forEach(item -> seen.add(item.id()));
      cursor = page.next();
    }
    assertThat(seen).hasSize(25).doesNotHaveDuplicates().startsWith("n24");
    failed("n03-1", "channel.refused", false);
    assertThat(notices.list("ticket-1", NoticeState.FAILED, null, null, null, null, 50).items())
        .extracting(Notice::id)
        .containsExactly("n03");
    assertThat(notices.list(null, null, "+86 138-0013-8000", null, null, null, 50).items())
        .hasSize(25);
    assertThat(notices.list("other", null, null, null, null, null, 50).items()).isEmpty();
    refused("notice.filter.invalid", () -> notices.list(null, null, null, null, null, "x", 50));
    refused("notice.filter.invalid", () -> notices.list(null, null, null, null, null, null, 201));
  }

  @Test
  void everyOperationAsksForItsPermission() {
    send("n1");
    access.user("nobody");
    refused("security.denied", () -> notices.get("n1"));
    refused("security.denied", () -> notices.list(null, null, null, null, null, null, 50));
    refused("security.denied", () -> notices.resend("n1", new ResendRequest("x")));
    refused("security.denied", () -> texts.list(null, 50));
    access.user("li", "notice:read", "notice:resend");
    refused("notice.unknown", () -> notices.get("n2"));
    refused("notice.reason.invalid", () -> notices.resend("n1", new ResendRequest(" ")));
  }

  @Test
  void consolesAreToldWithoutTheNumber() {
    send("n1");
    sent("n1-1");
    assertThat(bus.published(LiveUpdate.class))
        .hasSize(2)
        .allSatisfy(
            update -> {
              assertThat(update.name()).isEqualTo("notice.changed");
              assertThat(update.audience()).isEqualTo("permission:notice:read");
              assertThat(update.data().toString()).doesNotContain(NUMBER);
            });
  }

  @Test
  void whatIsOldIsDeleted() {
    send("n1");
    bus.publish(new TextReceived("sms-main", "c-1", NUMBER, "12333", "1", NOON));
    clock.advance(Duration.ofDays(366));
    service.forget();
    assertThat(texts.list(null, 50).items()).isEmpty();
    assertThat(notices.get("n1").id()).isEqualTo("n1");
    clock.advance(Duration.ofDays(730));
    service.forget();
    refused("notice.unknown", () -> notices.get("n1"));
  }

  @Test
  void newsOfTextsOfOthersIsNone() {
    sent("other-1");
    sent("nodash");
    bus.publish(
        new TextFailed("sms-main", "x-9", "channel.refused", "", false, clock.instant()),
        Actor.HUB,
        "x");
    assertThat(facts()).isEmpty();
  }
}
