// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.shuniu.services.ticket.Fixtures.ID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Identity;
import org.shuniu.api.services.ticket.TicketState;

/** What screens may see and do. */
class TicketResourceTest {
  private final Hall hall = new Hall();

  private static void refused(String code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOf(HubException.class)
        .extracting(e -> ((HubException) e).code())
        .isEqualTo(code);
  }

  private static TicketFilter filter(Consumer<TicketFilter> settings) {
    TicketFilter filter = new TicketFilter();
    settings.accept(filter);
    return filter;
  }

  private List<TicketSummary> find(Consumer<TicketFilter> settings) {
    return hall.tickets.search(filter(settings), "createdAt", null, 50).items();
  }

  private Set<String> problems(TicketInput input) {
    HubException refusal =
        catchThrowableOfType(HubException.class, () -> hall.tickets.create(input));
    assertThat(refusal.code()).isEqualTo("ticket.input.invalid");
    assertThat(refusal.reason().status()).isEqualTo(422);
    @SuppressWarnings("unchecked")
    List<Map<String, String>> problems =
        (List<Map<String, String>>) refusal.arguments().get("problems");
    Set<String> all = new HashSet<>();
    problems.forEach(problem -> all.add(problem.get("field") + " " + problem.get("code")));
    return all;
  }

  private static TicketInput input(String title, String text, Map<String, String> fields) {
    return new TicketInput(
        "not-an-id",
        Optional.of("<script>"),
        Optional.empty(),
        RequestType.PRAISE,
        "../etc",
        "complaint",
        title,
        text,
        Optional.of("a b"),
        false,
        fields,
        List.of(
            new PartyInput(PartyRole.CALLER, " ", Optional.of("call me"), Optional.of("%")),
            new PartyInput(PartyRole.SUBJECT, "x".repeat(61), Optional.empty(), Optional.empty())));
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Map<String, String> fields =
        Map.of("since", "2026-02-30", "topic", "weather", "reach", "x", "hacked", "1");
    assertThat(problems(input("标\u0000题", "x".repeat(5_001), fields)))
        .containsExactlyInAnyOrder(
            "id invalid",
            "contact invalid",
            "category invalid",
            "title invalid",
            "text too-long",
            "department invalid",
            "parties.0.name required",
            "parties.0.phone invalid",
            "parties.0.citizen invalid",
            "parties.1.name too-long",
            "requestType invalid",
            "fields.hacked unknown",
            "fields.employer required",
            "fields.since invalid",
            "fields.topic invalid",
            "fields.reach invalid");
    assertThat(find(f -> {})).isEmpty();
  }

  @Test
  void floodsAreRefusedWithAnAnswerOfBoundedLength() {
    TicketInput good = Fixtures.input(ID);
    List<PartyInput> crowd = Collections.nCopies(11, good.parties().get(0));
    assertThat(problems(Fixtures.with(good, good.department(), crowd)))
        .containsExactly("parties too-long");
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      fields.put("f".repeat(500) + i, "x");
    }
    assertThat(problems(input("t", "t", fields)).size()).isLessThanOrEqualTo(100);
    assertThat(problems(input("\uD83D", "t", Map.of()))).contains("title invalid");
  }

  @Test
  void nothingWhereSomethingShouldBeIsNoFault() {
    TicketInput good = Fixtures.input(ID);
    Map<String, String> fields = new HashMap<>();
    fields.put("employer", null);
    TicketInput empty =
        new TicketInput(
            ID,
            good.contact(),
            good.citizen(),
            good.requestType(),
            good.category(),
            good.process(),
            "",
            " ",
            good.department(),
            false,
            fields,
            Collections.singletonList(null));
    assertThat(problems(empty))
        .containsExactlyInAnyOrder("title required", "text required", "fields.employer required");
  }

  @Test
  void aProcessWithoutAFormTakesNoTicket() {
    TicketInput good = Fixtures.input(ID);
    TicketInput unknown =
        new TicketInput(
            ID,
            good.contact(),
            good.citizen(),
            good.requestType(),
            good.category(),
            "unheard-of",
            good.title(),
            good.text(),
            good.department(),
            false,
            good.fields(),
            good.parties());
    assertThat(problems(unknown)).containsExactly("process unknown");
  }

  @Test
  void inputsOfOperationsAreBounded() {
    hall.tickets.create(Fixtures.input(ID));
    refused("ticket.input.invalid", () -> Fixtures.note("x".repeat(2_001), 1));
    refused("ticket.input.invalid", () -> Fixtures.note("a\u0007b", 1));
    refused("ticket.input.invalid", () -> Fixtures.outcome("drop table", 1));
    refused("ticket.input.invalid", () -> hall.tickets.operate(ID, "note", Fixtures.note(" ", 1)));
    refused("ticket.operation.unknown", () -> hall.tickets.operate(ID, "explode", Fixtures.op(1)));
    refused("ticket.unknown", () -> hall.tickets.operate("../x", "note", Fixtures.note("a", 1)));
    refused(
        "ticket.unknown", () -> hall.tickets.operate(Ids.next(), "note", Fixtures.note("a", 1)));
    refused("ticket.unknown", () -> hall.tickets.get("' or 1=1"));
  }

  @Test
  void everyOperationNeedsItsPermission() {
    hall.tickets.create(Fixtures.input(ID));
    hall.access.user("nobody");
    refused("security.denied", () -> hall.tickets.get(ID));
    refused("security.denied", () -> find(f -> {}));
    refused("security.denied", () -> hall.tickets.create(Fixtures.input(Ids.next())));
    refused("security.denied", () -> hall.tickets.export(new TicketFilter()));
    refused("security.denied", () -> hall.forms.list());
    refused("security.denied", () -> hall.departments.list());
    refused(
        "security.denied", () -> hall.departments.create(Hall.department("x", Optional.empty())));
    for (TicketOperation operation : TicketOperation.values()) {
      refused("security.denied", () -> hall.tickets.operate(ID, operation.code(), Fixtures.op(1)));
    }
    hall.access.user("agent", "ticket:review", "ticket:read");
    refused(
        "security.denied",
        () -> hall.tickets.operate(ID, "decide", Fixtures.outcome("discard", 1)));
    refused(
        "security.denied", () -> hall.tickets.operate(ID, "decide", Fixtures.outcome("close", 1)));
    assertThat(hall.view(ID).allowed()).isEmpty();
  }

  @Test
  void aConfidentialTicketHidesWhoSpoke() {
    TicketView seen = hall.tickets.create(Fixtures.confidential(ID));
    assertThat(seen.parties()).extracting(PartyView::hidden).containsExactly(false, false);
    assertThat(hall.audited).contains("ticket:confidential-read");
    assertThat(find(f -> f.phone = "138 0000 1234")).hasSize(1);
    hall.access.user("clerk", "ticket:read", "ticket:export");
    TicketView hidden = hall.view(ID);
    assertThat(hidden.parties())
        .containsExactly(
            new PartyView(
                PartyRole.INFORMANT, Optional.empty(), Optional.empty(), Optional.empty(), true),
            new PartyView(
                PartyRole.RESPONDENT,
                Optional.of("某*司"),
                Optional.empty(),
                Optional.empty(),
                false));
    assertThat(hidden.summary().contact()).isEmpty();
    assertThat(hidden.summary().citizen()).isEmpty();
    assertThat(find(f -> f.phone = "13800001234")).isEmpty();
    assertThat(find(f -> f.contact = Fixtures.CONTACT)).isEmpty();
    assertThat(find(f -> f.citizen = "citizen-1")).isEmpty();
    assertThat(find(f -> {})).hasSize(1);
    assertThat(csv(hall.tickets.export(new TicketFilter())))
        .doesNotContain(Fixtures.CONTACT)
        .doesNotContain("citizen-1");
  }

  @Test
  void everybodySeesTheOwnRegionOnly() {
    Identity boss = hall.access.current();
    Identity shenzhen = in(boss, "440300000000");
    hall.access.as(shenzhen, () -> hall.tickets.create(Fixtures.input(ID)));
    assertThat(hall.access.as(in(boss, "440000000000"), () -> find(f -> {}))).hasSize(1);
    assertThat(hall.access.as(in(boss, "440305000000"), () -> find(f -> {}))).isEmpty();
    assertThat(hall.access.as(in(boss, "110000000000"), () -> find(f -> {}))).isEmpty();
    assertThat(find(f -> {})).hasSize(1);
    refused(
        "ticket.unknown",
        () -> hall.access.as(in(boss, "110000000000"), () -> hall.tickets.get(ID)));
    refused(
        "ticket.unknown",
        () ->
            hall.access.as(
                in(boss, "110000000000"),
                () -> hall.tickets.operate(ID, "note", Fixtures.note("a", 1))));
  }

  private static Identity in(Identity user, String region) {
    return new Identity(
        user.userId(),
        user.login(),
        user.name(),
        user.roles(),
        user.permissions(),
        new Region(region));
  }

  @Test
  void ticketsAreFoundByAllThatIsKnownOfThem() {
    hall.tickets.create(Fixtures.input(ID));
    hall.clock.advance(Duration.ofHours(1));
    hall.tickets.create(Fixtures.confidential(Ids.next()));
    hall.work(ID, "dispatch");
    hall.done("OA-1");
    assertThat(find(f -> {})).hasSize(2).first().returns(true, TicketSummary::confidential);
    assertThat(find(f -> f.state = "dispatched")).extracting(TicketSummary::id).containsExactly(ID);
    assertThat(find(f -> f.department = "labour")).hasSize(2);
    assertThat(find(f -> f.category = "labour")).isEmpty();
    assertThat(find(f -> f.requestType = "REPORT")).hasSize(1);
    assertThat(find(f -> f.process = "complaint")).hasSize(2);
    assertThat(find(f -> f.number = "20260302-0000")).hasSize(2);
    assertThat(find(f -> f.number = "20260302-000001")).hasSize(1);
    assertThat(find(f -> f.contact = Fixtures.CONTACT)).hasSize(2);
    assertThat(find(f -> f.createdBy = "user-2")).isEmpty();
    assertThat(find(f -> f.text = "工资")).hasSize(2);
    assertThat(find(f -> f.text = "%")).isEmpty();
    assertThat(find(f -> f.text = "_")).isEmpty();
    assertThat(find(f -> f.phone = "+86 138-0000-1234")).hasSize(2);
    assertThat(find(f -> f.phone = "13800001235")).isEmpty();
    assertThat(find(f -> f.from = "2026-03-02T02:30:00Z")).hasSize(1);
    assertThat(find(f -> f.to = "2026-03-02T02:30:00Z"))
        .singleElement()
        .returns(TicketState.DISPATCHED, TicketSummary::state);
    assertThat(hall.tickets.search(new TicketFilter(), "due", null, 50).items())
        .extracting(TicketSummary::id)
        .containsExactly(ID);
    assertThat(hall.tickets.search(new TicketFilter(), "changedAt", null, 50).items())
        .first()
        .returns(ID, TicketSummary::id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"state", "requestType", "number", "phone", "from", "text"})
  void badFiltersAreRefused(String field) {
    refused(
        "ticket.filter.invalid",
        () ->
            find(
                f -> {
                  switch (field) {
                    case "state" -> f.state = "NONE";
                    case "requestType" -> f.requestType = "NONE";
                    case "number" -> f.number = "20%";
                    case "phone" -> f.phone = "abc";
                    case "from" -> f.from = "yesterday";
                    default -> f.text = "x".repeat(65);
                  }
                }));
  }

  @Test
  void badPagesAreRefused() {
    TicketFilter all = new TicketFilter();
    refused("ticket.filter.invalid", () -> hall.tickets.search(all, "createdAt", null, 0));
    refused("ticket.filter.invalid", () -> hall.tickets.search(all, "createdAt", null, 201));
    refused("ticket.filter.invalid", () -> hall.tickets.search(all, "createdAt", "???", 10));
    refused("ticket.filter.invalid", () -> hall.tickets.search(all, "title", null, 10));
  }

  @Test
  void pagesShowEveryTicketOnce() {
    Set<String> written = new HashSet<>();
    for (int i = 0; i < 23; i++) {
      String id = Ids.next();
      hall.tickets.create(Fixtures.input(id));
      written.add(id);
      if (i % 3 == 0) {
        hall.clock.advance(Duration.ofSeconds(1));
      }
    }
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      TicketPage page = hall.tickets.search(new TicketFilter(), "createdAt", cursor, 5);
      page.items().forEach(ticket -> seen.add(ticket.id()));
      cursor = page.next().orElse(null);
    } while (cursor != null);
    assertThat(seen).doesNotHaveDuplicates().hasSameElementsAs(written);
  }

  private static String csv(Response response) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ((StreamingOutput) response.getEntity()).write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theExportIsACsvWithoutFormulas() {
    TicketInput good = Fixtures.input(ID);
    hall.tickets.create(
        new TicketInput(
            ID,
            good.contact(),
            good.citizen(),
            good.requestType(),
            good.category(),
            good.process(),
            "=HYPERLINK(\"http://x\",\"a\")",
            good.text(),
            good.department(),
            false,
            good.fields(),
            good.parties()));
    String csv = csv(hall.tickets.export(new TicketFilter()));
    assertThat(csv).startsWith("\uFEFFnumber,title,");
    assertThat(csv).contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"a\"\")\"");
    assertThat(csv).doesNotContain(Fixtures.PHONE);
    assertThat(hall.audited).contains("ticket:export");
    refused("ticket.filter.invalid", () -> hall.tickets.export(filter(f -> f.state = "NONE")));
  }

  @Test
  void departmentsAreKeptByAdministrators() {
    hall.access.user("admin", "department:manage");
    assertThat(hall.departments.list())
        .extracting(DepartmentView::code)
        .containsExactly("hand", "labour");
    refused(
        "ticket.department.exists",
        () -> hall.departments.create(Hall.department("hand", Optional.empty())));
    refused(
        "ticket.input.invalid",
        () -> hall.departments.create(Hall.department("a b", Optional.of("x/y"))));
    refused(
        "ticket.department.unknown",
        () -> hall.departments.update("gone", Hall.department("gone", Optional.empty())));
    refused(
        "ticket.input.invalid",
        () -> hall.departments.update("hand", Hall.department("labour", Optional.empty())));
    hall.departments.update("hand", Hall.department("hand", Optional.of("oa")));
    assertThat(hall.departments.list().get(0).link()).contains("oa");
    assertThat(hall.audited).containsExactly("department:update");
  }

  @Test
  void aTicketIsOneFlatObject() throws IOException {
    TicketView view = hall.tickets.create(Fixtures.input(ID));
    JsonMapper mapper =
        JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .build();
    JsonNode json = mapper.readTree(mapper.writeValueAsString(view));
    assertThat(json.path("number").asText()).isEqualTo("20260302-000001");
    assertThat(json.path("state").asText()).isEqualTo("OPEN");
    assertThat(json.path("version").asInt()).isEqualTo(1);
    assertThat(json.has("summary")).isFalse();
    assertThat(json.at("/history/0/actor").asText()).isEqualTo("USER:user-1");
    assertThat(json.path("allowed")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "13800001234,13800001234",
    "+86 138 0000 1234,13800001234",
    "8613800001234,13800001234",
    "013800001234,13800001234",
    "0755-12345678,075512345678",
    "+86 755 12345678,075512345678",
    "+12125550100,+12125550100",
    "12345,12345",
  })
  void numbersAreComparedInOneForm(String written, String normal) {
    assertThat(PhoneNumber.normal(written)).contains(normal);
  }
}
