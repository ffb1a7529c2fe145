// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuniu.api.testkit.Failures.failure;
import static org.shuniu.api.testkit.Failures.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.channel.spi.IncomingText;
import org.shuniu.api.channel.spi.OutgoingText;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.testkit.channel.FakeChannelContext;

/** What a message centre can do wrong, before one of another maker. */
@Timeout(60)
class FaultsTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String NUMBER = "13800138000";
  private static Smsc smsc;

  @TempDir Path folder;
  private FakeChannelContext context;
  private SmsChannel channel;

  @BeforeAll
  static void open() {
    smsc = new Smsc();
  }

  @AfterAll
  static void close() {
    smsc.close();
  }

  @BeforeEach
  void reset() {
    smsc.post("reset", Map.of());
    context = new FakeChannelContext("faults", folder);
  }

  @AfterEach
  void stop() {
    if (channel != null) {
      channel.stop();
    }
    context.close();
  }

  private TestSettings settings() {
    return new TestSettings(smsc.port());
  }

  private void start(TestSettings settings) {
    channel = settings.channel();
    channel.start(context);
    context.awaitLink(LinkState.Status.ONLINE);
  }

  private CompletionStage<List<String>> send(String text) {
    return channel.send(
        new OutgoingText(Ids.next(), NUMBER, text, Instant.now().plus(Duration.ofHours(2))));
  }

  private static void eventually(ThrowingRunnable check) {
    await().atMost(LIMIT).untilAsserted(check);
  }

  @Test
  void whatIsSubmittedSaysWhatWasConfigured() {
    start(settings().with("numberPrefix", "86").with("sourceAddress", "12333"));
    value(send("您好"), LIMIT);
    JsonNode submit = smsc.log("submit").get(0);
    assertThat(submit.get("to").asText()).isEqualTo("86" + NUMBER);
    assertThat(submit.get("from").asText()).isEqualTo("12333");
    assertThat(submit.get("toTon").asInt()).isEqualTo(1);
    assertThat(submit.get("toNpi").asInt()).isEqualTo(1);
    assertThat(submit.get("coding").asInt()).isEqualTo(8);
    assertThat(submit.get("registered").asInt()).isEqualTo(1);
  }

  @Test
  void aWrongNumberOrTextNeverReachesTheCarrier() {
    start(settings());
    OutgoingText text = new OutgoingText("m", "01088886666", "x", Instant.now().plusSeconds(60));
    assertThat(failure(channel.send(text), LIMIT).code()).isEqualTo("channel.address.invalid");
    assertThat(failure(send(""), LIMIT).code()).isEqualTo("channel.text.invalid");
    assertThat(failure(send("字".repeat(1_001)), LIMIT).code()).isEqualTo("channel.text.invalid");
    OutgoingText late = new OutgoingText("m", NUMBER, "x", Instant.now().minusSeconds(1));
    assertThat(failure(channel.send(late), LIMIT).code()).isEqualTo("channel.refused");
    assertThat(smsc.log("submit")).isEmpty();
  }

  @Test
  void aRefusedSecondPartIsUncertain() {
    smsc.rules(Map.of("part", 2, "submit", "refuse", "status", 8));
    start(settings());
    HubException failure = failure(send("字".repeat(180)), LIMIT);
    assertThat(failure.code()).isEqualTo("channel.uncertain");
    assertThat(failure.arguments().get("reason")).isEqualTo("part 2 of 3: 0x00000008");
    assertThat(smsc.log("submit")).hasSize(1);
  }

  @Test
  void aThrottledSecondPartIsGivenAgain() {
    smsc.rules(Map.of("part", 2, "submit", "refuse", "status", 0x14, "count", 2));
    start(settings());
    assertThat(value(send("字".repeat(180)), LIMIT)).hasSize(3);
    assertThat(smsc.log("submit")).hasSize(3);
    assertThat(smsc.log("refused")).hasSize(2);
  }

  @Test
  void aSlowCarrierGetsALongTextWhole() {
    smsc.rules(Map.of("delayMs", 300, "receipt", "none"));
    start(settings().with("queueTimeoutMs", 500));
    assertThat(value(send("字".repeat(300)), LIMIT)).hasSize(5);
  }

  @Test
  void aThrottledCarrierIsLeftAlone() {
    smsc.rules(Map.of("submit", "refuse", "status", 0x58, "count", 1), Map.of("receipt", "none"));
    start(settings().with("throttlePauseMs", 1_000));
    assertThat(failure(send("1"), LIMIT).code()).isEqualTo("channel.throttled");
    long begin = System.nanoTime();
    value(send("2"), LIMIT);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(600));
  }

  @Test
  void theWindowIsKept() {
    smsc.rules(Map.of("submit", "swallow", "receipt", "none"));
    start(settings().with("window", 3).with("queueMost", 5));
    List<CompletionStage<List<String>>> all =
        IntStream.range(0, 20).mapToObj(i -> send("w" + i)).toList();
    Set<String> codes =
        all.stream().map(each -> failure(each, LIMIT).code()).collect(Collectors.toSet());
    assertThat(codes).contains("channel.uncertain", "channel.throttled");
    eventually(() -> assertThat(smsc.log("submit")).hasSizeLessThanOrEqualTo(8));
  }

  @Test
  void theRateIsKept() {
    start(settings().with("submitsPerSecond", 20).with("window", 100));
    long begin = System.nanoTime();
    List<CompletionStage<List<String>>> all =
        IntStream.range(0, 30).mapToObj(i -> send("r" + i)).toList();
    all.forEach(each -> value(each, LIMIT));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(1_200));
  }

  @Test
  void idsInTwoFormsAreOne() {
    smsc.post("ids", Map.of("submit", "hex", "receipt", "decimal"));
    smsc.rules(Map.of("receiptForm", "text"));
    start(settings().with("submitIdForm", IdForm.HEX).with("receiptIdForm", IdForm.DECIMAL));
    String id = value(send("字"), LIMIT).get(0);
    eventually(
        () ->
            assertThat(context.reports())
                .containsExactly(new FakeChannelContext.Report(id, true, "")));
  }

  @Test
  void aReceiptFasterThanTheAnswerIsTold() {
    smsc.rules(Map.of("receiptFirst", true, "delayMs", 300, "receiptForm", "tlv"));
    start(settings());
    CompletionStage<List<String>> sent = send("字");
    eventually(() -> assertThat(context.reports()).hasSize(1));
    assertThat(sent.toCompletableFuture()).isNotDone();
    assertThat(value(sent, LIMIT).get(0)).isEqualTo(context.reports().get(0).carrierId());
  }

  @Test
  void aReceiptThatCannotBeStoredComesAgain() {
    context.full(true);
    start(settings());
    value(send("字"), LIMIT);
    eventually(() -> assertThat(smsc.log("receipt-ack")).isNotEmpty());
    assertThat(smsc.log("receipt-ack").get(0).get("status").asInt()).isEqualTo(0x64);
    context.full(false);
    eventually(() -> assertThat(context.reports()).hasSize(1));
    eventually(
        () ->
            assertThat(smsc.log("receipt-ack")).last().matches(r -> r.get("status").asInt() == 0));
  }

  @Test
  void lateAndBadReceiptsAreTold() {
    smsc.rules(Map.of("receipt", "undeliverable", "receiptDelayMs", 500));
    start(settings());
    String id = value(send("字"), LIMIT).get(0);
    eventually(
        () ->
            assertThat(context.reports())
                .containsExactly(new FakeChannelContext.Report(id, false, "UNDELIV")));
  }

  @Test
  void twoConnectionsServeAsOne() {
    start(settings().with("bindMode", SmsConfig.BindMode.SEPARATE));
    value(send("字"), LIMIT);
    eventually(() -> assertThat(context.reports()).hasSize(1));
    assertThat(smsc.log("bind"))
        .extracting(bind -> bind.get("command").asText())
        .containsExactly("bind_transmitter", "bind_receiver");
    channel.stop();
    eventually(() -> assertThat(smsc.log("unbind")).hasSize(2));
  }

  @Test
  void aLongTextAsPayload() {
    start(settings().with("longText", SmsConfig.LongText.PAYLOAD));
    String text = "字😀".repeat(200);
    assertThat(value(send(text), LIMIT)).hasSize(1);
    JsonNode submit = smsc.log("submit").get(0);
    assertThat(submit.get("payload").asBoolean()).isTrue();
    assertThat(submit.get("text").asText()).isEqualTo(text);
  }

  @Test
  void aRefusedBindIsTriedAgainForEver() {
    smsc.post("bind", Map.of("status", 0x0d));
    channel = settings().channel();
    channel.start(context);
    context.awaitLink(LinkState.Status.OFFLINE);
    assertThat(context.links()).last().matches(l -> l.reason().equals("channel.bind.refused"));
    eventually(() -> assertThat(smsc.log("bind")).hasSizeGreaterThan(2));
    smsc.post("bind", Map.of("status", 0));
    context.awaitLink(LinkState.Status.ONLINE);
  }

  @Test
  void aMuteCarrierIsLeft() {
    start(settings().with("enquireLinkMs", 300).with("responseTimeoutMs", 500));
    eventually(() -> assertThat(smsc.log("enquire")).isNotEmpty());
    smsc.post("mute", Map.of("mute", true));
    context.awaitLink(LinkState.Status.OFFLINE);
    smsc.post("mute", Map.of("mute", false));
    context.awaitLink(LinkState.Status.ONLINE);
    assertThat(context.links()).anyMatch(link -> link.reason().equals("channel.link.silent"));
  }

  @Test
  void whatIsNoSmppEndsTheConnectionAndNothingElse() {
    start(settings());
    for (String hex :
        List.of("7fffffff00000005000000000000000100", "00000003000000050000000000000001")) {
      smsc.post("raw", Map.of("hex", hex));
      int links = context.links().size();
      await().atMost(LIMIT).until(() -> context.links().size() > links);
      context.awaitLink(LinkState.Status.ONLINE);
    }
    value(send("字"), LIMIT);
  }

  @Test
  void malformedDeliveriesAreRefusedForGood() {
    start(settings());
    // A deliver_sm that ends in the middle, one whose lengths lie, an unknown command.
    smsc.post("raw", Map.of("hex", "00000013000000050000000000000001003131"));
    smsc.post(
        "raw",
        Map.of(
            "hex",
            "000000310000000500000000000000020001013133380001013132333333000000000000000008ff4e2d04240002ffff4e"));
    smsc.post("raw", Map.of("hex", "00000010000000ff0000000000000003"));
    eventually(() -> assertThat(smsc.log("nack")).hasSize(1));
    value(send("字"), LIMIT);
    assertThat(context.received()).isEmpty();
    assertThat(context.links()).hasSize(1);
  }

  @Test
  void partsInAnyOrderAreJoined() {
    start(settings());
    for (boolean sar : List.of(false, true)) {
      smsc.post(
          "mo",
          Map.of(
              "from",
              "+86" + NUMBER,
              "to",
              "12333",
              "sar",
              sar,
              "parts",
              List.of("一😀", "二", "三"),
              "order",
              List.of(3, 1, 2, 1)));
    }
    eventually(() -> assertThat(context.received()).hasSize(2));
    assertThat(context.received())
        .allSatisfy(
            text -> {
              assertThat(text.from()).isEqualTo(NUMBER);
              assertThat(text.text()).isEqualTo("一😀二三");
            });
    eventually(
        () ->
            assertThat(smsc.log("mo-ack"))
                .hasSize(8)
                .allMatch(ack -> ack.get("status").asInt() == 0));
  }

  @Test
  void aTextThatMissesAPartIsGivenAsItIs() {
    start(settings().with("partsTimeoutMs", 300));
    smsc.post(
        "mo",
        Map.of(
            "from",
            NUMBER,
            "to",
            "12333",
            "parts",
            List.of("一", "二", "三"),
            "order",
            List.of(3, 1)));
    eventually(
        () -> assertThat(context.received()).extracting(IncomingText::text).containsExactly("一…三"));
  }

  @Test
  void partsOutliveTheHub() {
    start(settings());
    Map<String, Object> mo = Map.of("from", NUMBER, "to", "12333", "text", "x");
    smsc.post("mo", mo);
    eventually(() -> assertThat(context.received()).hasSize(1));
    Assembly before = assembly();
    Message first = part("一", 1);
    assertThat(before.add(first, first.place().orElseThrow(), Instant.now())).isEmpty();
    Message second = part("二", 2);
    Assembly.Whole whole =
        assembly().add(second, second.place().orElseThrow(), Instant.now()).orElseThrow();
    Assembly.Whole again =
        assembly().add(second, second.place().orElseThrow(), Instant.now()).orElseThrow();
    assertThat(again.text()).isEqualTo(whole.text());
    assertThat(whole.text().text()).isEqualTo("一二");
    assembly().given(whole);
    assertThat(assembly().add(second, second.place().orElseThrow(), Instant.now())).isEmpty();
    assertThat(assembly().overdue(Instant.now().plusSeconds(30))).isEmpty();
  }

  private Assembly assembly() {
    return new Assembly(folder.resolve("p"), Duration.ofSeconds(10), Duration.ofMinutes(5));
  }

  private static Message part(String text, int number) {
    return new Message(
        NUMBER, "12333", Optional.empty(), Optional.of(new Message.Place(9, 2, number)), text);
  }

  @Test
  void theSameWordsAreTheSameTextOnlyWhenNotAcknowledged() {
    start(settings());
    Map<String, Object> mo = Map.of("from", NUMBER, "to", "12333", "text", "1");
    context.full(true);
    smsc.post("mo", mo);
    eventually(() -> assertThat(smsc.log("mo-ack")).isNotEmpty());
    context.full(false);
    eventually(() -> assertThat(context.received()).hasSize(1));
    eventually(() -> assertThat(smsc.log("mo-ack")).anyMatch(a -> a.get("status").asInt() == 0));
    smsc.post("mo", mo);
    eventually(() -> assertThat(context.received()).hasSize(2));
    assertThat(context.received()).extracting(IncomingText::id).doesNotHaveDuplicates();
  }
}
