// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.socialinsurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuniu.api.testkit.Failures.failure;
import static org.shuniu.api.testkit.Failures.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.testkit.business.FakeBusinessContext;

/** What social insurance systems do wrong, and what they refuse. */
class FaultsTest {
  private static final Duration LIMIT = Duration.ofSeconds(8);

  private static Rig rig;
  private FakeBusinessContext context;
  private BusinessLink link;

  @BeforeAll
  static void startSystem() {
    rig = new Rig();
  }

  @AfterAll
  static void stopSystem() {
    rig.close();
  }

  @BeforeEach
  void start(@TempDir Path directory) {
    rig.reset();
    context = new FakeBusinessContext("faults", directory);
    link = rig.newLink(Map.of("breakerFailures", 100));
    link.start(context);
  }

  @AfterEach
  void stop() {
    link.stop();
    context.close();
  }

  @Test
  void theAnswerIsWhatTheSystemKnows() {
    JsonNode person = rig.person();
    BusinessReply reply = value(ask(person, person.get("password").asText()), LIMIT);
    assertThat(reply.content())
        .containsEntry("name", person.get("name").asText())
        .containsEntry("balance", person.get("balance").asText())
        .containsEntry("insurance", person.get("insurance").asText())
        .containsEntry("status", "正常参保")
        .containsKey("month");
  }

  @Test
  void anAgentWhoHasVerifiedTheCallerNeedsNoPassword() {
    JsonNode person = rig.person();
    BusinessRequest request =
        Rig.request(
            Ids.next(), "account.query", Map.of("identity", person.get("identity").asText()));
    assertThat(value(link.execute(request), LIMIT).content())
        .containsEntry("balance", person.get("balance").asText());
  }

  @Test
  void contributionsComeMonthByMonth() {
    String identity = rig.person().get("identity").asText();
    BusinessRequest request =
        Rig.request(
            Ids.next(),
            "contributions.query",
            Map.of("identity", identity, "from", "2025-11", "to", "2026-02"));
    assertThat(value(link.execute(request), LIMIT).content().get("items"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Map.class))
        .extracting(item -> item.get("month") + " " + item.get("employer"))
        .containsExactly(
            "2025-11 1280.00", "2025-12 1280.00", "2026-01 1280.00", "2026-02 1280.00");
  }

  @Test
  void aPasswordThatIsWrongThreeTimesLocksTheAccount() {
    JsonNode person = rig.person();
    assertThat(refusal(ask(person, "wrong1"))).containsEntry("reason", "password-wrong");
    assertThat(refusal(ask(person, "wrong2")))
        .containsEntry("reason", "password-wrong")
        .containsEntry("attemptsLeft", 1);
    assertThat(refusal(ask(person, "wrong3"))).containsEntry("reason", "account-locked");
    assertThat(refusal(ask(person, person.get("password").asText())))
        .containsEntry("reason", "account-locked");
    context.awaitLink(LinkState.Status.ONLINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "malformed",
        "bomb",
        "external",
        "charset",
        "unknown-charset",
        "wrong-content",
        "html",
        "huge"
      })
  void whatIsNotAsAgreedIsInvalidAndTheLinkGoesOn(String mode) {
    JsonNode person = rig.person();
    rig.mode(mode);
    HubException failure = failure(ask(person, person.get("password").asText()), LIMIT);
    assertThat(failure.code()).as(mode).isEqualTo("business.reply.invalid");
    assertThat(failure.retryable()).isTrue();
    context.awaitLink(LinkState.Status.DEGRADED);
    rig.mode("well");
    assertThat(value(ask(person, person.get("password").asText()), LIMIT).content()).isNotEmpty();
    context.awaitLink(LinkState.Status.ONLINE);
  }

  @Test
  void anAnswerOfFiftyMegabytesIsCutOffEarly() {
    JsonNode person = rig.person();
    rig.mode("huge");
    failure(ask(person, person.get("password").asText()), LIMIT);
    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(rig.peer().get("log").findValuesAsText("sent"))
                    .singleElement()
                    .extracting(Long::parseLong)
                    .isInstanceOfSatisfying(
                        Long.class, sent -> assertThat(sent).isLessThan(16L * 1024 * 1024)));
  }

  @Test
  void anExternalEntityIsNotFetched() throws Exception {
    AtomicInteger fetched = new AtomicInteger();
    HttpServer trap =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    trap.createContext(
        "/",
        exchange -> {
          fetched.incrementAndGet();
          exchange.close();
        });
    trap.start();
    try {
      String url = "http://127.0.0.1:%d/x.dtd".formatted(trap.getAddress().getPort());
      rig.peer().tell("mode", Map.of("mode", "external", "url", url));
      JsonNode person = rig.person();
      failure(ask(person, person.get("password").asText()), LIMIT);
      assertThat(fetched).hasValue(0);
    } finally {
      trap.stop(0);
    }
  }

  @Test
  void anAnswerThatTricklesEndsWithThePatienceOfItsCaller() {
    JsonNode person = rig.person();
    rig.mode("drip");
    long begin = System.nanoTime();
    HubException failure = failure(ask(person, person.get("password").asText()), LIMIT);
    assertThat(failure.code()).isEqualTo("business.timeout");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void moreThanThereIsRoomForIsBusy() {
    rig.mode("silent");
    BusinessLink narrow = rig.newLink(Map.of("concurrency", 2, "waitingMax", 3));
    narrow.start(context);
    try {
      JsonNode person = rig.person();
      List<CompletionStage<BusinessReply>> all =
          IntStream.range(0, 10).mapToObj(i -> narrow.execute(account(person, "secret"))).toList();
      List<String> codes = all.stream().map(stage -> failure(stage, LIMIT).code()).toList();
      assertThat(codes).filteredOn("business.busy"::equals).hasSize(5);
      assertThat(codes).filteredOn("business.timeout"::equals).hasSize(5);
    } finally {
      narrow.stop();
    }
  }

  private CompletionStage<BusinessReply> ask(JsonNode person, String password) {
    return link.execute(account(person, password));
  }

  private static BusinessRequest account(JsonNode person, String password) {
    return Rig.request(
        Ids.next(),
        "account.query",
        Map.of("identity", person.get("identity").asText(), "password", password));
  }

  private static Map<String, Object> refusal(CompletionStage<BusinessReply> asked) {
    HubException refusal = failure(asked, LIMIT);
    assertThat(refusal.code()).isEqualTo("business.refused");
    assertThat(refusal.kind()).isEqualTo(HubException.Kind.CALLER);
    return refusal.arguments();
  }
}
