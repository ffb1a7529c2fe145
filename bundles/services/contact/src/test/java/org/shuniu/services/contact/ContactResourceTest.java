// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuniu.api.base.HubException;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxCommand.HangUpLeg;
import org.shuniu.api.pbx.PbxCommand.HoldLeg;
import org.shuniu.api.pbx.PbxCommand.MuteLeg;
import org.shuniu.api.pbx.PbxCommand.RetrieveLeg;
import org.shuniu.api.pbx.PbxCommand.StartRecording;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.services.citizen.CallerVerified;
import org.shuniu.api.services.citizen.VerificationLevel;
import org.shuniu.api.services.contact.ContactLinked;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.api.services.contact.ContactWrappedUp;
import org.shuniu.api.services.ivr.FlowEnded;
import org.shuniu.api.testkit.FakeAccess;

/** What screens may see and do. */
class ContactResourceTest {
  private static final String CALL = Hub.CALL;

  private final Hub hub = new Hub();
  private final FakeAccess access = new FakeAccess();
  private final Categories categories =
      new Categories(hub.store.entityManager(), hub.store.transactions());
  private final ContactResource contacts =
      new ContactResource(
          access,
          hub.conductor,
          hub.neighbours,
          categories,
          hub.store.entityManager(),
          hub.store.transactions());

  @BeforeEach
  void login() {
    agent("user-1");
  }

  private void agent(String user) {
    access.user(user, "contact:own", "contact:handle");
  }

  private void supervisor() {
    access.user("boss", "contact:read", "contact:export", "contact:listen");
  }

  private static void refused(String code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOf(HubException.class)
        .extracting(e -> ((HubException) e).code())
        .isEqualTo(code);
  }

  private ContactPage all(String number, String state, String cursor, int limit) {
    return contacts.search(null, null, number, null, state, null, null, cursor, limit);
  }

  @Test
  void anAgentSeesTheOwnContactsOnly() {
    hub.talk(CALL, "user-1");
    assertThat(contacts.mine("today", null, 50).items()).hasSize(1);
    assertThat(all(null, null, null, 50).items()).hasSize(1);
    assertThat(contacts.get(CALL).controls().hold()).isTrue();
    agent("user-2");
    assertThat(contacts.mine("today", null, 50).items()).isEmpty();
    assertThat(all(null, null, null, 50).items()).isEmpty();
    refused("contact.unknown", () -> contacts.get(CALL));
    refused("contact.unknown", () -> contacts.get("0190aaaa-0000-7000-8000-00000000dead"));
    supervisor();
    assertThat(contacts.get(CALL).agentName()).contains("王芳");
    access.user("nobody");
    refused("security.denied", () -> contacts.get(CALL));
    refused("security.denied", () -> all(null, null, null, 50));
  }

  @Test
  void todayBeginsAtMidnightOfTheHotline() {
    hub.talk(CALL, "user-1");
    hub.clock.advance(Duration.ofHours(14).plusMinutes(59));
    assertThat(contacts.mine("today", null, 50).items()).hasSize(1);
    hub.clock.advance(Duration.ofMinutes(1));
    assertThat(contacts.mine("today", null, 50).items()).isEmpty();
  }

  @Test
  void controlsAreOrderedForTheOwnCall() {
    String leg = hub.talk(CALL, "user-1");
    assertThat(contacts.control(CALL, "hold").getStatus()).isEqualTo(202);
    assertThat(hub.bus.last(HoldLeg.class).orElseThrow().leg()).isEqualTo(Hub.leg(CALL));
    hub.bus.publish(new PbxEvent.LegHeld("main", CALL, Hub.leg(CALL), hub.clock.instant()));
    assertThat(contacts.get(CALL).held()).isTrue();
    assertThat(contacts.get(CALL).controls().retrieve()).isTrue();
    refused("contact.control.not-allowed", () -> contacts.control(CALL, "hold"));
    contacts.control(CALL, "retrieve");
    assertThat(hub.bus.published(RetrieveLeg.class)).hasSize(1);
    contacts.control(CALL, "mute");
    assertThat(hub.bus.last(MuteLeg.class).orElseThrow().leg()).isEqualTo(leg);
    refused("contact.control.not-allowed", () -> contacts.control(CALL, "answer"));
    agent("user-2");
    refused("contact.not-own", () -> contacts.control(CALL, "hangup"));
    agent("user-1");
    contacts.control(CALL, "hangup");
    assertThat(hub.bus.last(HangUpLeg.class).orElseThrow().leg()).isEqualTo(leg);
    refused("contact.unknown", () -> contacts.control("none", "hold"));
  }

  @Test
  void aWrapUpNeedsACategoryAndClosesTheContact() {
    hub.offer(CALL);
    refused(
        "contact.not-own", () -> contacts.wrapUp(CALL, new WrapUpRequest("pension.pay", "", true)));
    String leg = hub.talk("call-2", "user-1");
    refused(
        "contact.category.unknown",
        () -> contacts.wrapUp("call-2", new WrapUpRequest("none", "", true)));
    refused(
        "contact.category.unknown",
        () -> contacts.wrapUp("call-2", new WrapUpRequest("pension", "", true)));
    refused(
        "contact.summary.too-long",
        () -> contacts.wrapUp("call-2", new WrapUpRequest("pension.pay", "x".repeat(1001), true)));
    hub.end("call-2", leg, EndedBy.PARTY);
    Contact noted = contacts.wrapUp("call-2", new WrapUpRequest("pension.pay", " 补缴三个月 ", true));
    assertThat(noted.state()).isEqualTo(ContactState.CLOSED);
    assertThat(noted.wrapUp()).map(ContactWrapUp::summary).contains("补缴三个月");
    assertThat(hub.bus.published(ContactWrappedUp.class)).hasSize(1);
    contacts.wrapUp("call-2", new WrapUpRequest("pension.retire", "更正", false));
    hub.start();
    assertThat(hub.view("call-2").category()).contains("pension.retire");
  }

  @Test
  void aWrapUpThatIsNotWrittenIsNotConfirmed() {
    String leg = hub.talk(CALL, "user-1");
    hub.end(CALL, leg, EndedBy.PARTY);
    categories.all();
    hub.storeAway = true;
    refused(
        "store.unavailable",
        () -> contacts.wrapUp(CALL, new WrapUpRequest("pension.pay", "", true)));
  }

  @Test
  void theCitizenIsNoted() {
    hub.talk(CALL, "user-1");
    assertThat(contacts.citizen(CALL, new CitizenLink("c-1")).citizenId()).contains("c-1");
    assertThat(hub.bus.published(ContactLinked.class))
        .containsExactly(new ContactLinked(CALL, "c-1", "user-1", hub.clock.instant()));
    refused("contact.citizen.invalid", () -> contacts.citizen(CALL, new CitizenLink(" ")));
  }

  @Test
  void aCheckIsAskedForAndItsResultIsShown() {
    String leg = hub.talk(CALL, "user-1");
    assertThat(contacts.get(CALL).controls().verifyCaller()).isTrue();
    assertThat(contacts.control(CALL, "verify-caller").getStatus()).isEqualTo(202);
    assertThat(hub.bus.last(HoldLeg.class).orElseThrow().leg()).isEqualTo(leg);
    assertThat(contacts.get(CALL).checking()).isTrue();
    assertThat(contacts.get(CALL).controls().verifyCaller()).isFalse();
    hub.bus.publish(new PbxEvent.LegHeld("main", CALL, leg, hub.clock.instant()));
    Instant until = hub.clock.instant().plusSeconds(1800);
    hub.bus.publish(
        new CallerVerified(
            CALL, "c-9", VerificationLevel.STRONG, "ivr-password", until, hub.clock.instant()));
    hub.bus.publish(new FlowEnded(CALL, FlowEnded.Outcome.RETURN, "", 0, Map.of()));
    hub.bus.publish(new PbxEvent.LegRetrieved("main", CALL, leg, hub.clock.instant()));
    assertThat(contacts.get(CALL).checking()).isFalse();
    hub.start();
    assertThat(contacts.get(CALL).citizenId()).contains("c-9");
    assertThat(contacts.get(CALL).verification())
        .contains(new ContactVerification(VerificationLevel.STRONG, "ivr-password", until));
  }

  @Test
  void allThatBelongsToAContactCarriesItsCorrelation() {
    String leg = hub.talk(CALL, "user-1");
    contacts.citizen(CALL, new CitizenLink("c-1"));
    hub.end(CALL, leg, EndedBy.PARTY);
    contacts.wrapUp(CALL, new WrapUpRequest("pension.pay", "", true));
    assertThat(hub.bus.published())
        .filteredOn(message -> !message.key().startsWith("user:"))
        .isNotEmpty()
        .allMatch(message -> message.correlation().equals(CALL));
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() {
    for (int i = 0; i < 25; i++) {
      hub.offer("call-%02d".formatted(i));
      if (i % 3 == 0) {
        hub.clock.advance(Duration.ofMillis(1));
      }
    }
    supervisor();
    List<String> seen = new ArrayList<>();
    Optional<String> cursor = Optional.of("");
    while (cursor.isPresent()) {
      ContactPage page = all(null, null, cursor.get(), 10);
      page.items().forEach(item -> seen.add(item.id()));
      cursor = page.next();
    }
    assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    assertThat(seen.get(0)).isEqualTo("call-24");
  }

  @Test
  void filtersNarrow() {
    hub.talk(CALL, "user-1");
    hub.offer("call-2");
    supervisor();
    assertThat(all("13800138000", null, null, 50).items()).hasSize(2);
    assertThat(all("+86 138-0013", null, null, 50).items()).hasSize(2);
    assertThat(all("013800138000", null, null, 50).items()).hasSize(2);
    assertThat(all("139", null, null, 50).items()).isEmpty();
    assertThat(all(null, "ACTIVE", null, 50).items())
        .extracting(ContactSummary::id)
        .containsExactly(CALL);
    assertThat(
            contacts.search(null, null, null, "agent-user-1", null, null, null, null, 50).items())
        .hasSize(1);
    assertThat(
            contacts
                .search(
                    Rig.START.plusSeconds(1).toString(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    50)
                .items())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "x,,,50", ",x,,50", ",,x,50", ",,,0", ",,,201",
  })
  void whatIsMalformedIsRefused(String number, String state, String cursor, int limit) {
    supervisor();
    refused("contact.filter.invalid", () -> all(number, state, cursor, limit));
    refused(
        "contact.filter.invalid",
        () -> contacts.search("today", null, null, null, null, null, null, null, 50));
  }

  @Test
  void theExportRunsNoFormula() throws IOException {
    hub.bus.publish(
        new PbxEvent.CallOffered(
            "main",
            "call-x",
            "leg-x",
            "=cmd|'/c calc'!A1",
            "12333,\"\n",
            Map.of(),
            hub.clock.instant()));
    refused(
        "security.denied", () -> contacts.export(null, null, null, null, null, null, null, "csv"));
    supervisor();
    Response answer = contacts.export(null, null, null, null, null, null, null, "csv");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ((StreamingOutput) answer.getEntity()).write(out);
    String csv = out.toString(StandardCharsets.UTF_8);
    assertThat(csv).startsWith("\uFEFFid,medium,").contains(",'=cmd|'/c calc'!A1,");
    assertThat(csv).contains(",\"12333,\"\"\n\",,OFFERED,");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 200, 0123456789",
    "bytes=2-4, 206, 234",
    "bytes=7-, 206, 789",
    "bytes=-3, 206, 789",
    "bytes=0-99, 206, 0123456789",
    "bytes=10-, 416, ''",
    "bytes=4-2, 200, 0123456789",
    "'bytes=0-1,4-5', 200, 0123456789",
    "lines=1-2, 200, 0123456789"
  })
  void recordingsArePlayedInParts(String range, int status, String body, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("r.wav"), "0123456789");
    hub.talk(CALL, "user-1");
    String id = hub.bus.last(StartRecording.class).orElseThrow().recording();
    refused("contact.recording.unknown", () -> contacts.recording(CALL, id, range));
    hub.bus.publish(
        new PbxEvent.RecordingStopped(
            "main",
            CALL,
            Hub.leg(CALL),
            id,
            file.toUri().toString(),
            Duration.ofSeconds(1),
            10,
            hub.clock.instant()));
    Response answer = contacts.recording(CALL, id, range);
    assertThat(answer.getStatus()).isEqualTo(status);
    if (answer.getEntity() instanceof StreamingOutput audio) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      audio.write(out);
      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(body);
    }
    agent("user-2");
    refused("contact.unknown", () -> contacts.recording(CALL, id, range));
    supervisor();
    assertThat(contacts.recording(CALL, id, range).getStatus()).isEqualTo(status);
  }

  private void offer(String call, String caller) {
    hub.bus.publish(
        new PbxEvent.CallOffered(
            "main", call, Hub.leg(call), caller, "12333", Map.of(), hub.clock.instant()));
  }

  private List<String> of(String region) {
    return contacts.search(null, null, null, null, null, null, region, null, 50).items().stream()
        .map(ContactSummary::caller)
        .toList();
  }

  @Test
  void contactsAreFoundByTheRegionOfTheCaller() {
    supervisor();
    offer("k-1", "075582345678");
    offer("k-2", "02082345678");
    offer("k-3", "13800138000");
    assertThat(of("4403")).containsExactly("075582345678");
    assertThat(of("440300000000")).containsExactly("075582345678");
    assertThat(of("440000")).containsExactlyInAnyOrder("075582345678", "02082345678");
    assertThat(of(null)).hasSize(3);
    assertThat(contacts.get("k-1").region()).contains("440300000000");
    hub.start();
    assertThat(contacts.get("k-1").region()).contains("440300000000");
    for (String wrong : List.of("4", "044", "guangdong", "440%", "44030000000")) {
      refused("contact.filter.invalid", () -> of(wrong));
    }
  }

  @Test
  void anAgentExportsTheOwnContactsAndNoOthers() throws IOException {
    hub.talk(CALL, "user-1");
    hub.talk("0190aaaa-0000-7000-8000-000000000002", "user-2");
    Response answer = contacts.exportMine(null, null, null, null, null, "csv");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ((StreamingOutput) answer.getEntity()).write(out);
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .anyMatch(l -> l.contains(CALL));
    refused(
        "contact.filter.invalid", () -> contacts.exportMine(null, null, null, null, null, "xls"));
    access.user("nobody");
    refused("security.denied", () -> contacts.exportMine(null, null, null, null, null, "csv"));
  }
}
