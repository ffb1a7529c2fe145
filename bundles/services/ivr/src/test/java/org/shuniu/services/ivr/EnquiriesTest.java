// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuniu.api.base.Message;
import org.shuniu.api.business.BusinessCommand.QueryBusiness;
import org.shuniu.api.business.BusinessEvent.QueryAnswered;
import org.shuniu.api.business.BusinessEvent.QueryRejected;
import org.shuniu.api.hub.Vault;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.services.citizen.CallerVerified;
import org.shuniu.api.services.citizen.IdentifyCaller;
import org.shuniu.api.services.citizen.VerificationLevel;
import org.shuniu.api.services.ivr.FlowEnded;
import org.shuniu.api.services.ivr.FlowNodeEntered;
import org.shuniu.api.services.ivr.StartFlow;
import org.shuniu.api.testkit.FakeVault;
import org.shuniu.api.testkit.TestClock;

/** The flows that ship ask a business link, with everything that may come of it. */
class EnquiriesTest {
  private static final String IDENTITY = "44030019900307104X";
  private static final String KEYED = "44030019900307104*";
  private static final String PASSWORD = "482915";

  private final TestClock clock = new TestClock(Instant.parse("2026-03-02T01:30:00Z"));
  private final FakeVault vault = new FakeVault();
  private final List<Message> out = new ArrayList<>();
  private final Engine engine =
      new Engine(
          start -> Optional.of(flow(start.flow().orElse("hotline"))),
          called -> Optional.empty(),
          "general",
          out::add,
          new Voice(
              (text, language) -> CompletableFuture.completedFuture("audio:" + text),
              name -> Optional.empty(),
              Duration.ofMillis(200)),
          vault,
          clock,
          ZoneId.of("Asia/Shanghai"));

  private static PublishedFlow flow(String name) {
    return new PublishedFlow(name, 1, IvrService.shipped(name));
  }

  private void start(Optional<String> node, Optional<String> flow) {
    engine.start(new StartFlow("c", "main", "leg", "12333", "138", node, Map.of(), flow));
  }

  @BeforeEach
  void call() {
    start(Optional.empty(), Optional.empty());
    spoken();
    key("2");
  }

  private <M> M last(Class<M> type) {
    List<M> all = out.stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(all).as(type.getSimpleName()).isNotEmpty();
    return all.get(all.size() - 1);
  }

  private void spoken() {
    String request = last(PbxCommand.PlayPrompt.class).request();
    engine.promptEnded(
        new PbxEvent.PromptEnded(
            "main", "c", "leg", request, PbxEvent.Outcome.COMPLETED, clock.instant()));
  }

  private void key(String digits) {
    String request = last(PbxCommand.CollectDigits.class).request();
    engine.digitsCollected(
        new PbxEvent.DigitsCollected(
            "main", "c", "leg", request, digits, PbxEvent.Outcome.COMPLETED, clock.instant()));
  }

  private void prove() {
    key(KEYED);
    key(PASSWORD);
  }

  private void answer() {
    QueryBusiness asked = last(QueryBusiness.class);
    Map<String, Object> content =
        Map.of("name", "某甲", "balance", "12345.67", "month", "2026-02", "status", "NORMAL");
    engine.queryAnswered(
        new QueryAnswered(
            asked.link(), asked.request(), "c", asked.operation(), content, clock.instant()));
  }

  private void reject(String code, String reason) {
    QueryBusiness asked = last(QueryBusiness.class);
    engine.queryRejected(
        new QueryRejected(
            asked.link(), asked.request(), "c", asked.operation(), code, Map.of("reason", reason)));
  }

  private void refuse(String reason) {
    reject("business.refused", reason);
  }

  private FlowNodeEntered at() {
    return last(FlowNodeEntered.class);
  }

  @Test
  void aCallerHearsTheBalanceAndIsKnown() {
    prove();
    QueryBusiness asked = last(QueryBusiness.class);
    assertThat(asked.link()).isEqualTo("socialinsurance");
    assertThat(asked.matter()).isEqualTo("c");
    assertThat(vault.open((String) asked.content().get("identity"))).isEqualTo(IDENTITY);
    assertThat(vault.open((String) asked.content().get("password"))).isEqualTo(PASSWORD);
    assertThat(last(PbxCommand.PlayPrompt.class).audio()).containsExactly("audio:正在为您查询，请稍候。");
    answer();
    IdentifyCaller identify = last(IdentifyCaller.class);
    assertThat(vault.open(identify.identity())).isEqualTo(IDENTITY);
    assertThat(identify.name()).isEqualTo("某甲");
    assertThat(identify.method()).isEqualTo("ivr-password");
    verified();
    assertThat(last(PbxCommand.CollectDigits.class).audio().get(0))
        .contains("截至二零二六年二月，您的个人账户余额为一万二千三百四十五元六角七分。");
    assertThat(at().input()).contains("verified");
  }

  private void verified() {
    engine.callerVerified(
        new CallerVerified(
            "c",
            "citizen",
            VerificationLevel.STRONG,
            "ivr-password",
            clock.instant().plusSeconds(60),
            clock.instant()));
  }

  @Test
  void nothingSecretOrPrivateIsInAFactOrGoesOnWithTheContact() {
    prove();
    answer();
    verified();
    key("0");
    spoken();
    assertThat(last(FlowEnded.class).variables()).isEmpty();
    assertThat(last(FlowEnded.class).skill()).isEqualTo("social-insurance");
    List<Message> told = new ArrayList<>(out);
    told.removeIf(m -> m instanceof PbxCommand || m instanceof IdentifyCaller);
    assertThat(told.toString()).doesNotContain(PASSWORD, IDENTITY, KEYED, "12345.67", "一万二千", "某甲");
    assertThat(out.toString()).doesNotContain(PASSWORD, IDENTITY, KEYED);
    assertThat(told.stream().filter(FlowNodeEntered.class::isInstance).toList().toString())
        .doesNotContain(Vault.PREFIX);
  }

  @ParameterizedTest
  @CsvSource({
    "password-wrong, account-password-wrong",
    "person-unknown, account-unknown",
    "account-locked, account-locked",
    "moon-phase, account-unavailable",
    "44030019900307104X, account-unavailable",
  })
  void aRefusalLeadsWhereTheFlowSays(String reason, String node) {
    prove();
    refuse(reason);
    assertThat(at().node()).isEqualTo(node);
    assertThat(at().input()).contains(reason.startsWith("4") ? "refused" : reason);
  }

  @Test
  void afterThreeWrongPasswordsAHumanHelps() {
    prove();
    for (int i = 0; i < 2; i++) {
      refuse("password-wrong");
      spoken();
      assertThat(at().node()).isEqualTo("account-password");
      key(PASSWORD);
    }
    refuse("password-wrong");
    assertThat(at().node()).isEqualTo("account-help");
    spoken();
    assertThat(last(FlowEnded.class).outcome()).isEqualTo(FlowEnded.Outcome.QUEUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"business.timeout", "business.link.missing", "business.link.offline"})
  void withoutTheLinkAHumanIsOffered(String code) {
    prove();
    reject(code, "");
    assertThat(at().node()).isEqualTo("account-unavailable");
    assertThat(at().input()).contains("failed");
    assertThat(last(PbxCommand.CollectDigits.class).audio().get(0)).contains("暂时无法查询");
    key("0");
    assertThat(at().node()).isEqualTo("human");
  }

  @Test
  void anAnswerThatNeverComesIsGivenUp() {
    prove();
    clock.advance(Duration.ofSeconds(9));
    engine.tick();
    assertThat(at().node()).isEqualTo("account-query");
    clock.advance(Duration.ofSeconds(1));
    engine.tick();
    assertThat(at().node()).isEqualTo("account-unavailable");
    answer();
    assertThat(at().node()).as("a late answer is nothing").isEqualTo("account-unavailable");
  }

  @Test
  void aCallerWhoIsNotConfirmedInTimeHearsTheBalanceAllTheSame() {
    prove();
    answer();
    clock.advance(Duration.ofSeconds(2));
    engine.tick();
    assertThat(at().node()).isEqualTo("account-result");
    assertThat(at().input()).contains("unconfirmed");
    verified();
    assertThat(at().node()).isEqualTo("account-result");
  }

  @Test
  void afterALostLinkItIsTheSameQuestion() {
    prove();
    QueryBusiness asked = last(QueryBusiness.class);
    engine.repeat(run -> true);
    assertThat(last(QueryBusiness.class)).isEqualTo(asked);
    answer();
    engine.repeat(run -> true);
    assertThat(out.stream().filter(IdentifyCaller.class::isInstance)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"44030019900307104", "440300199003071040", "04030019900307101*", "***"})
  void aNumberThatCannotBeOneIsAskedAgain(String keys) {
    key(keys);
    assertThat(at().node()).isEqualTo("account-identity");
    assertThat(last(PbxCommand.CollectDigits.class).audio().get(0)).contains("证件号码有误");
  }

  @ParameterizedTest
  @CsvSource({
    "main, main",
    "account-identity, account-identity",
    "account-password, account-identity",
    "account-query, account-identity",
    "account-password-wrong, account-identity",
    "account-identify, account-identity",
    "account-result, account-identity",
    "account-unavailable, account-unavailable",
    "account-help, account-help",
    "gone, welcome",
  })
  void afterARestartTheCallerGoesBackToWhereNothingIsMissing(String at, String resumed) {
    engine.stop("c");
    start(Optional.of(at), Optional.empty());
    assertThat(at().node()).isEqualTo(resumed);
  }

  @Test
  void aSubFlowReturnsToTheTalkAndReplacesWhatRan() {
    start(Optional.empty(), Optional.of("verify"));
    start(Optional.empty(), Optional.of("verify"));
    assertThat(engine.size()).isEqualTo(1);
    prove();
    answer();
    verified();
    assertThat(at().flow()).isEqualTo("verify");
    spoken();
    assertThat(last(FlowEnded.class).outcome()).isEqualTo(FlowEnded.Outcome.RETURN);
    assertThat(engine.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"items.1.month, 2026-02", "items.7.month, ''", "items, ''", "count, 2", "no.way, ''"})
  void placesInAnAnswer(String path, String value) {
    Map<String, Object> content =
        Map.of("count", 2, "items", List.of(Map.of(), Map.of("month", "2026-02")));
    assertThat(Enquiries.text(content, path)).isEqualTo(value);
  }
}
