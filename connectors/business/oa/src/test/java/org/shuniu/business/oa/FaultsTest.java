// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.oa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuniu.api.testkit.Failures.failure;
import static org.shuniu.api.testkit.Failures.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.testkit.business.FakeBusinessContext;
import org.shuniu.api.testkit.business.FakeBusinessContext.Told;

/** What OA systems do wrong, and what they refuse. */
class FaultsTest {
  private static final Duration LIMIT = Duration.ofSeconds(8);
  private static final Duration SOON = Duration.ofSeconds(15);

  private static Rig rig;
  private FakeBusinessContext context;
  private BusinessLink link;

  @BeforeAll
  static void startSystem() throws Exception {
    rig = new Rig("faults", "--departments", "rsj,mzj", "--retry-ms", "100");
  }

  @AfterAll
  static void stopSystem() throws Exception {
    rig.close();
  }

  @BeforeEach
  void start(@TempDir Path directory) {
    rig.reset();
    context = new FakeBusinessContext("faults", directory);
    link = rig.newLink();
    link.start(context);
  }

  @AfterEach
  void stop() {
    link.stop();
    context.close();
  }

  @Test
  void aTicketIsAcceptedAndAnsweredByCallbacks() {
    behave(Map.of("acceptMs", 50, "answerMs", 50));
    String matter = Ids.next();
    Object foreign = handOver(matter);
    await().atMost(SOON).until(() -> told(matter).size() == 2);
    assertThat(told(matter))
        .extracting(Told::operation)
        .containsExactlyInAnyOrder("ticket.accepted", "ticket.answered");
    assertThat(answers(matter).get(0).content())
        .containsEntry("foreignId", foreign)
        .containsEntry("outcome", "resolved")
        .containsKeys("answer", "by");
  }

  @Test
  void aDepartmentSendsBack() {
    behave(Map.of("acceptMs", 20, "answerMs", 20, "answer", "sent-back"));
    String matter = Ids.next();
    handOver(matter);
    await().atMost(SOON).until(() -> told(matter).size() == 2);
    assertThat(answers(matter).get(0).content()).containsEntry("outcome", "sent-back");
  }

  @Test
  void whoAnswersTwiceTellsTheSameNoticeTwice() {
    behave(Map.of("acceptMs", 20, "answerMs", 20, "twice", true));
    String matter = Ids.next();
    handOver(matter);
    await().atMost(SOON).until(() -> told(matter).size() == 3);
    assertThat(told(matter)).extracting(Told::notice).hasSize(3);
    assertThat(answers(matter).get(1)).isEqualTo(answers(matter).get(0));
  }

  @Test
  void anAnswerMayComeBeforeTheAcknowledgement() {
    behave(Map.of("early", true));
    rig.peer().tell("mode", Map.of("mode", "slow", "ms", 1_500));
    String matter = Ids.next();
    var asked = link.execute(Rig.handOver(Ids.next(), matter, "rsj")).toCompletableFuture();
    await().atMost(SOON).until(() -> told(matter).size() == 1);
    assertThat(asked).isNotDone();
    assertThat(value(asked, LIMIT).content())
        .containsEntry("foreignId", told(matter).get(0).content().get("foreignId"));
  }

  @Test
  void anUnknownDepartmentIsRefusedWithTheSystemsCode() {
    HubException refusal =
        failure(link.execute(Rig.handOver(Ids.next(), Ids.next(), "nobody")), LIMIT);
    assertThat(refusal.code()).isEqualTo("business.refused");
    assertThat(refusal.arguments()).containsEntry("reason", "department-unknown");
    context.awaitLink(LinkState.Status.ONLINE);
  }

  @Test
  void aTicketIsUrgedOnceForEachRequest() {
    String matter = Ids.next();
    Object foreign = handOver(matter);
    BusinessRequest urge = urge(matter, foreign);
    assertThat(value(link.execute(urge), LIMIT).content()).isEmpty();
    assertThat(value(link.execute(urge), LIMIT).content()).isEmpty();
    assertThat(rig.carriedOut(urge.id())).isEqualTo(1);
    HubException unknown = failure(link.execute(urge(matter, "OA-none")), LIMIT);
    assertThat(unknown.arguments()).containsEntry("reason", "ticket-unknown");
  }

  @Test
  void aSystemInMaintenanceIsBusyAndMayBeTriedAgain() {
    rig.mode("busy");
    HubException busy = failure(link.execute(rig.query(Ids.next())), LIMIT);
    assertThat(busy.code()).isEqualTo("business.busy");
    assertThat(busy.retryable()).isTrue();
  }

  @Test
  void aWrongSecretIsAStateOfTheLinkAndCreatesNothing() {
    BusinessLink stranger = rig.newLink(Map.of("secret", "another-secret"));
    stranger.start(context);
    try {
      HubException failure = failure(stranger.execute(rig.query(Ids.next())), LIMIT);
      assertThat(failure.code()).isEqualTo("business.link.offline");
      assertThat(failure.arguments()).containsEntry("reason", "login-refused");
      assertThat(rig.peer().get("tickets")).isEmpty();
    } finally {
      stranger.stop();
    }
  }

  @Test
  void theSystemTellsAgainUntilTheHubHasStoredIt() {
    context.full(true);
    behave(Map.of("acceptMs", 20, "answerMs", 20));
    String matter = Ids.next();
    handOver(matter);
    await().atMost(SOON).until(() -> toldStatus(503) >= 4);
    assertThat(context.told()).isEmpty();
    context.full(false);
    await().atMost(SOON).until(() -> told(matter).size() == 2);
  }

  @Test
  void aRestartOfTheSystemLosesNoTicketAndNoAnswer(@TempDir Path folder) throws Exception {
    String[] arguments = {
      "--state", folder.resolve("oa.json").toString(), "--accept-ms", "20", "--answer-ms", "20"
    };
    BusinessRequest order = Rig.handOver(Ids.next(), Ids.next(), "rsj");
    Object foreign;
    try (Peer before = Peer.start("oa.mjs", arguments)) {
      // Nobody listens to it yet: its notices stay with it.
      foreign = ordered(before, order);
      await().atMost(SOON).until(() -> before.get("state").get("notices").asInt() == 2);
    }
    try (Peer after = Peer.start("oa.mjs", arguments)) {
      assertThat(ordered(after, order)).isEqualTo(foreign);
      assertThat(after.get("tickets")).hasSize(1);
    }
  }

  private Object ordered(Peer peer, BusinessRequest order) {
    BusinessLink other =
        rig.newLink(Map.of("base", "http://127.0.0.1:%d/api".formatted(peer.port())));
    other.start(context);
    try {
      return value(other.execute(order), LIMIT).content().get("foreignId");
    } finally {
      other.stop();
      peer.tell("settings", Map.of("callback", "http://127.0.0.1:9/nobody"));
    }
  }

  private void behave(Map<String, ?> behaviour) {
    rig.peer().tell("behaviour", new HashMap<>(behaviour));
  }

  private Object handOver(String matter) {
    BusinessRequest order = Rig.handOver(Ids.next(), matter, "rsj");
    return value(link.execute(order), LIMIT).content().get("foreignId");
  }

  private static BusinessRequest urge(String matter, Object foreign) {
    return new BusinessRequest(
        Ids.next(),
        matter,
        "ticket.urge",
        Map.of("number", "T-1", "foreignId", foreign, "text", "请尽快办理"),
        Duration.ofSeconds(3));
  }

  private List<Told> told(String matter) {
    return context.told().stream().filter(told -> told.matter().equals(matter)).toList();
  }

  /** Each notice is a request of its own, and one may overtake another. */
  private List<Told> answers(String matter) {
    return told(matter).stream()
        .filter(told -> told.operation().equals("ticket.answered"))
        .toList();
  }

  private static long toldStatus(int status) {
    JsonNode log = rig.peer().get("log");
    return StreamSupport.stream(log.spliterator(), false)
        .filter(line -> line.path("kind").asText().equals("told"))
        .filter(line -> line.path("status").asInt() == status)
        .count();
  }
}
