// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.ws.rs.core.Response;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Region;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.services.calendar.DayKind;
import org.shuniu.api.services.ivr.FlowEnded;
import org.shuniu.api.services.ivr.StartFlow;
import org.shuniu.api.testkit.FakeAccess;
import org.shuniu.services.ivr.CalendarInput.SpecialDay;
import org.shuniu.services.ivr.CalendarResource.CalendarDay;
import org.shuniu.services.ivr.HolidaysInput.HolidayDay;
import org.shuniu.services.ivr.LineResource.LineInput;
import org.shuniu.services.ivr.LineResource.LineView;
import org.shuniu.services.ivr.PromptResource.PromptInput;

/** Lines with their prompts and calendars: as administrators set them and as callers hear them. */
class LinesTest {
  private static final String FLOW =
      """
      {"labelZh":"市民热线","language":"zh-CN","start":"welcome","fallbackSkill":"general",
       "nodes":{
        "welcome":{"kind":"prompt","prompt":"line.greeting","text":"您好","next":"when"},
        "when":{"kind":"branch","cases":[
          {"variable":"line.open","is":"equal","value":"no","target":"closed"}],"next":"human"},
        "closed":{"kind":"hang-up","text":"下次开通：${line.nextOpening|moment}"},
        "human":{"kind":"queue","skill":"${line.skill}"}}}
      """;

  private static final List<String> ALL_DAY = List.of("00:00-24:00");

  private final IvrRig rig = new IvrRig();
  private final FakeAccess access = new FakeAccess();
  private final LineResource lines = new LineResource(rig.service, access, this::audit);
  private final CalendarResource calendars = new CalendarResource(rig.service, access, this::audit);
  private final PromptResource prompts = new PromptResource(rig.service, access, this::audit);
  private final FlowResource flows = new FlowResource(rig.service, access, this::audit);

  private void audit(String operation, String object, Map<String, ?> detail) {
    rig.audit.add(operation + " " + object);
  }

  @BeforeEach
  void administrator() {
    access.user("admin", "ivr:manage");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static String refusal(ThrowingCallable call) {
    return catchThrowableOfType(HubException.class, call).code();
  }

  private static LineInput line(String flow) {
    return line(flow, Optional.empty(), Optional.empty());
  }

  private static LineInput line(String flow, String greeting, String notice, String calendar) {
    return new LineInput(
        flow,
        Optional.of("市民服务热线"),
        Optional.of("Citizens' line"),
        Optional.of("440300000000"),
        Optional.of(greeting),
        Optional.of(notice),
        Optional.of(calendar),
        Optional.of("citizens"),
        Optional.of("zh-CN"),
        Optional.of(true));
  }

  private static LineInput line(String flow, Optional<String> region, Optional<Boolean> enabled) {
    Optional<String> none = Optional.empty();
    return new LineInput(flow, none, none, region, none, none, none, none, none, enabled);
  }

  private static CalendarInput calendar(List<String> hours, SpecialDay... special) {
    Map<DayOfWeek, List<String>> week =
        Arrays.stream(DayOfWeek.values()).collect(Collectors.toMap(day -> day, day -> hours));
    return new CalendarInput("全天", "All day", "Asia/Shanghai", week, hours, List.of(special));
  }

  private void citizensFlow() {
    flows.publish(
        "citizens", flows.add("citizens", new HashMap<>(FlowJson.object(FLOW))).version());
  }

  private int speech(String name, String text) {
    return prompts
        .add(
            name,
            new PromptInput("标签", "zh-CN", Optional.of(text), Optional.empty(), Optional.of("")))
        .version();
  }

  private int recording(String name) {
    String wav = Base64.getEncoder().encodeToString(WavFileTest.tone("ALAW", 8_000, 620, 2, 1));
    return prompts
        .add(
            name,
            new PromptInput("录音", "zh-CN", Optional.empty(), Optional.of(wav), Optional.of("录制")))
        .version();
  }

  private void call(String contact, String called) {
    rig.bus.publish(
        new StartFlow(
            contact,
            "main",
            "leg",
            called,
            "13800001234",
            Optional.empty(),
            Map.of(),
            Optional.empty()));
  }

  private List<String> heard() {
    return rig.bus.last(PbxCommand.PlayPrompt.class).orElseThrow().audio();
  }

  private void spoken(String contact) {
    String request = rig.bus.last(PbxCommand.PlayPrompt.class).orElseThrow().request();
    rig.bus.publish(
        new PbxEvent.PromptEnded(
            "main", contact, "leg", request, PbxEvent.Outcome.COMPLETED, Instant.now()));
  }

  @Test
  void eachLineHasItsOwnGreetingNoticeAndSkill() {
    citizensFlow();
    prompts.publish("welcome-12345", recording("welcome-12345"));
    prompts.publish("recorded", speech("recorded", "通话将被录音"));
    calendars.create("always", calendar(ALL_DAY));
    lines.set("12345", line("citizens", "welcome-12345", "recorded", "always"));
    lines.set("12333", line("citizens"));

    call("a", "12345");
    assertThat(heard()).hasSize(2);
    assertThat(heard().get(0)).startsWith("file:").endsWith(".wav");
    assertThat(heard().get(1)).isEqualTo("audio:通话将被录音");
    spoken("a");
    assertThat(rig.bus.last(FlowEnded.class)).map(FlowEnded::skill).contains("citizens");

    call("b", "12333");
    assertThat(heard()).containsExactly("audio:您好");
    spoken("b");
    assertThat(rig.bus.last(FlowEnded.class)).map(FlowEnded::skill).contains("general");
  }

  @Test
  void outsideOfTheHoursTheCallerHearsWhenItOpens() {
    citizensFlow();
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    calendars.create(
        "closed",
        calendar(
            List.of("08:00-09:00"),
            new SpecialDay(today.minusDays(1).toString(), List.of(), ""),
            new SpecialDay(today.toString(), List.of(), "停电"),
            new SpecialDay(today.plusDays(1).toString(), List.of(), "")));
    lines.set("12345", line("citizens", "", "", "closed"));
    call("a", "12345");
    spoken("a");
    String opening = Spoken.MOMENT.say(today.plusDays(2) + "T08:00", "zh-CN");
    assertThat(heard()).containsExactly("audio:下次开通：" + opening);
    assertThat(opening).contains("上午八点");
    spoken("a");
    assertThat(rig.bus.last(FlowEnded.class))
        .map(FlowEnded::outcome)
        .contains(FlowEnded.Outcome.HANG_UP);
    assertThat(lines.list()).filteredOn(LineView::open).extracting(LineView::called).contains("*");
    assertThat(lines.list()).filteredOn(line -> !line.open()).hasSize(1);
  }

  @Test
  void aNumberThatNobodyKnowsIsServedByTheFallbackLineAndCounted() {
    call("a", "12399");
    assertThat(rig.counted).as("one line for all is no mistake").isEmpty();
    citizensFlow();
    lines.set("12345", line("citizens"));
    call("b", "12399");
    assertThat(heard().get(0)).contains("人力资源");
    assertThat(rig.counted).containsExactly("ivr.line.unknown");
    call("c", "12345");
    assertThat(rig.counted).hasSize(1);
    lines.set("12345", line("citizens", Optional.empty(), Optional.of(false)));
    call("d", "12345");
    assertThat(heard().get(0)).contains("人力资源");
    assertThat(rig.counted).hasSize(2);
  }

  @Test
  void nothingIsTakenAwayThatIsInUse() {
    citizensFlow();
    prompts.publish("welcome-12345", recording("welcome-12345"));
    calendars.create("always", calendar(ALL_DAY));
    lines.set("12345", line("citizens", "welcome-12345", "", "always"));
    call("a", "12345");
    assertThat(refusal(() -> lines.remove("12345"))).isEqualTo("ivr.line.in-use");
    assertThat(refusal(() -> lines.remove("*"))).isEqualTo("ivr.line.fallback");
    assertThat(refusal(() -> calendars.remove("always"))).isEqualTo("ivr.calendar.in-use");
    assertThat(refusal(() -> prompts.remove("welcome-12345"))).isEqualTo("ivr.prompt.in-use");
    assertThat(prompts.list().get(0).usedBy()).containsExactly("line:12345");
    spoken("a");
    lines.remove("12345");
    calendars.remove("always");
    prompts.remove("welcome-12345");
    assertThat(prompts.list()).isEmpty();
    assertThat(lines.list()).extracting(LineView::called).containsExactly("*");
  }

  @Test
  void aFlowIsNotPublishedWithoutItsPrompts() {
    Map<String, Object> flow =
        new HashMap<>(FlowJson.object(FLOW.replace("line.greeting", "new-year")));
    int version = flows.add("citizens", flow).version();
    assertThat(refusal(() -> flows.publish("citizens", version)))
        .isEqualTo("ivr.flow.prompts-missing");
    int prompt = speech("new-year", "新年好");
    assertThat(refusal(() -> flows.publish("citizens", version)))
        .isEqualTo("ivr.flow.prompts-missing");
    prompts.publish("new-year", prompt);
    flows.publish("citizens", version);
    assertThat(refusal(() -> prompts.remove("new-year"))).isEqualTo("ivr.prompt.in-use");
    assertThat(prompts.list().get(0).usedBy()).containsExactly("flow:citizens");
    lines.set("12345", line("citizens"));
    call("a", "12345");
    assertThat(heard()).containsExactly("audio:新年好");
  }

  @Test
  void aPromptIsListenedToPublishedAndRolledBack() {
    assertThat(recording("hello")).isEqualTo(1);
    assertThat(prompts.list().get(0).published()).isEmpty();
    try (Response whole = prompts.audio("hello", 1, null);
        Response part = prompts.audio("hello", 1, "bytes=0-99");
        Response beyond = prompts.audio("hello", 1, "bytes=999999-")) {
      assertThat(whole.getStatus()).isEqualTo(200);
      assertThat((byte[]) whole.getEntity()).hasSize(44 + 2 * 16_000);
      assertThat(part.getStatus()).isEqualTo(206);
      assertThat((byte[]) part.getEntity()).hasSize(100);
      assertThat(part.getHeaderString("Content-Range")).isEqualTo("bytes 0-99/32044");
      assertThat(beyond.getStatus()).isEqualTo(416);
    }
    assertThat(speech("hello", "你好")).isEqualTo(2);
    prompts.publish("hello", 2);
    assertThat(rig.service.inForce().prompts().get("hello").text()).isEqualTo("你好");
    prompts.publish("hello", 1);
    assertThat(rig.service.inForce().prompts().get("hello").audio()).isPresent();
    assertThat(prompts.list().get(0).versions())
        .extracting(v -> v.version() + " " + v.millis() + " " + v.published())
        .containsExactly("2 0 false", "1 2000 true");
    assertThat(rig.audit)
        .containsExactly(
            "ivr:add-prompt prompt:hello",
            "ivr:add-prompt prompt:hello",
            "ivr:publish-prompt prompt:hello",
            "ivr:publish-prompt prompt:hello");
    assertThat(refusal(() -> prompts.publish("hello", 9))).isEqualTo("ivr.prompt.unknown");
    assertThat(refusal(() -> speech("Not a name", "x"))).isEqualTo("ivr.prompt.invalid");
    assertThat(refusal(() -> speech("hello", " "))).isEqualTo("ivr.prompt.invalid");
    assertThat(
            refusal(
                () ->
                    prompts.add(
                        "hello",
                        new PromptInput(
                            "x", "zh-CN", Optional.empty(), Optional.of("%%%"), Optional.empty()))))
        .isEqualTo("ivr.prompt.invalid");
  }

  @Test
  void theYearIsShownWithItsHolidaysAndMakeUpDays() {
    List<CalendarDay> year = calendars.days("office", 2026);
    assertThat(year).hasSize(365);
    assertThat(year).filteredOn(day -> day.kind() == DayKind.HOLIDAY).hasSize(33);
    assertThat(year)
        .filteredOn(day -> day.kind() == DayKind.MAKE_UP)
        .extracting(CalendarDay::day)
        .containsExactly(
            LocalDate.of(2026, 1, 4),
            LocalDate.of(2026, 2, 14),
            LocalDate.of(2026, 2, 28),
            LocalDate.of(2026, 5, 9),
            LocalDate.of(2026, 9, 20),
            LocalDate.of(2026, 10, 10));
    assertThat(year.get(LocalDate.of(2026, 10, 10).getDayOfYear() - 1).hours())
        .containsExactly("09:00-12:00", "13:30-17:30");
    assertThat(year.get(0).label()).contains("元旦");
    assertThat(calendars.opening("office", "2026-09-30T17:30").next())
        .contains(LocalDateTime.parse("2026-10-08T09:00"));
    assertThat(calendars.opening("office", "2026-10-10T10:00").open()).isTrue();
    assertThat(refusal(() -> calendars.opening("office", "tomorrow")))
        .isEqualTo("ivr.calendar.invalid");
    assertThat(refusal(() -> calendars.days("none", 2026))).isEqualTo("ivr.calendar.unknown");
  }

  @Test
  void anotherYearIsImported() {
    HolidayDay newYear = new HolidayDay("2027-01-01", DayKind.HOLIDAY, "元旦");
    calendars.setHolidays(2027, new HolidaysInput("通知", List.of(newYear)));
    assertThat(calendars.days("office", 2027).get(0).kind()).isEqualTo(DayKind.HOLIDAY);
    assertThat(calendars.holidays()).extracting(year -> year.year()).containsExactly(2026, 2027);
    Stream.of(
            new HolidaysInput("", List.of(newYear)),
            new HolidaysInput("通知", List.of()),
            new HolidaysInput("通知", List.of(newYear, newYear)),
            new HolidaysInput("通知", List.of(new HolidayDay("2026-05-01", DayKind.HOLIDAY, ""))),
            new HolidaysInput("通知", List.of(new HolidayDay("2027-01-04", DayKind.MAKE_UP, ""))),
            new HolidaysInput("通知", List.of(new HolidayDay("2027-01-01", DayKind.SPECIAL, ""))),
            new HolidaysInput("通知", List.of(new HolidayDay("2027-13-01", DayKind.HOLIDAY, ""))))
        .forEach(
            wrong ->
                assertThat(refusal(() -> calendars.setHolidays(2027, wrong)))
                    .isEqualTo("ivr.holidays.invalid"));
  }

  @Test
  void whatIsWrongIsRefused() {
    assertThat(refusal(() -> lines.set("12x", line("hotline")))).isEqualTo("ivr.line.invalid");
    assertThat(refusal(() -> lines.set("1", line("nothing")))).isEqualTo("ivr.flow.unknown");
    assertThat(refusal(() -> lines.set("1", line("verify")))).isEqualTo("ivr.line.sub-flow");
    assertThat(refusal(() -> lines.set("1", line("hotline", "none", "", ""))))
        .isEqualTo("ivr.prompt.unknown");
    assertThat(refusal(() -> lines.set("1", line("hotline", "", "", "none"))))
        .isEqualTo("ivr.calendar.unknown");
    assertThat(refusal(() -> lines.create("*", line("hotline")))).isEqualTo("ivr.line.exists");
    assertThat(refusal(() -> lines.remove("1"))).isEqualTo("ivr.line.unknown");
    assertThat(refusal(() -> calendars.create("office", calendar(ALL_DAY))))
        .isEqualTo("ivr.calendar.exists");
    assertThat(refusal(() -> calendars.set("office", calendar(List.of("9-12")))))
        .isEqualTo("calendar.hours.invalid");
    assertThat(
            refusal(
                () ->
                    calendars.set(
                        "office",
                        new CalendarInput("x", "x", "Mars", Map.of(), List.of(), List.of()))))
        .isEqualTo("ivr.calendar.invalid");
    assertThat(refusal(() -> calendars.set("none", calendar(ALL_DAY))))
        .isEqualTo("ivr.calendar.unknown");
  }

  @Test
  void anAdministratorOfACityHasTheLinesOfThatCity() {
    lines.set("12345", line("hotline", "", "", ""));
    lines.set("96190", line("hotline", Optional.of("370100000000"), Optional.empty()));
    access.user("shenzhen", new Region("440300000000"), "ivr:manage");
    assertThat(lines.list()).extracting(LineView::called).containsExactly("*", "12345");
    lines.set("12345", line("hotline", "", "", ""));
    Stream.<ThrowingCallable>of(
            () -> lines.set("96190", line("hotline", "", "", "")),
            () -> lines.set("12345", line("hotline")),
            () -> lines.set("*", line("hotline")),
            () -> lines.remove("96190"))
        .forEach(LinesTest::denied);
  }

  @Test
  void allOfItIsForAdministrators() {
    access.user("agent", "contact:own");
    Stream.<ThrowingCallable>of(
            lines::list,
            () -> lines.create("1", line("hotline")),
            () -> lines.set("1", line("hotline")),
            () -> lines.remove("1"),
            calendars::list,
            calendars::holidays,
            () -> calendars.create("a", calendar(ALL_DAY)),
            () -> calendars.set("a", calendar(ALL_DAY)),
            () -> calendars.remove("a"),
            () -> calendars.days("office", 2026),
            () -> calendars.opening("office", "2026-01-01T00:00"),
            () -> calendars.setHolidays(2026, new HolidaysInput("", List.of())),
            prompts::list,
            () -> speech("a", "b"),
            () -> prompts.publish("a", 1),
            () -> prompts.remove("a"),
            () -> prompts.audio("a", 1, null))
        .forEach(LinesTest::denied);
  }

  private static void denied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("security.denied"));
  }
}
