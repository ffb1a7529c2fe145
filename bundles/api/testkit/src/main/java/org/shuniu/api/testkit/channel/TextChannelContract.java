// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.shuniu.api.testkit.Failures.failure;
import static org.shuniu.api.testkit.Failures.value;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.channel.spi.IncomingText;
import org.shuniu.api.channel.spi.OutgoingText;
import org.shuniu.api.channel.spi.TextChannel;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.testkit.FakeConnectorContext;
import org.shuniu.api.testkit.ThreadWatch;
import org.shuniu.api.testkit.channel.ChannelRig.Mood;

/**
 * What every {@link TextChannel} does, before any carrier. Extend it with a {@link ChannelRig}.
 * Each check starts a new channel and waits until it is online.
 */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
public abstract class TextChannelContract {
  private static final String TEXT = "您的投诉工单已办结，感谢来电。";

  /** Within it a text is taken or refused, whatever the carrier does. */
  private static final Duration LIMIT = Duration.ofSeconds(6);

  private FakeChannelContext context;
  private TextChannel channel;
  private ThreadWatch threads;

  /** The carrier; may be the same for all checks of a class. */
  protected abstract ChannelRig rig();

  @BeforeEach
  final void startChannel(@TempDir Path directory) {
    rig().reset();
    threads = new ThreadWatch();
    context = new FakeChannelContext("contract", directory);
    channel = rig().newChannel();
    channel.start(context);
    context.awaitLink(LinkState.Status.ONLINE);
  }

  @AfterEach
  final void stopChannel() {
    rig().reset();
    channel.stop();
    context.close();
  }

  /** The channel under test, for further checks of a connector's own. */
  protected final TextChannel channel() {
    return channel;
  }

  /** What the channel has told, for further checks of a connector's own. */
  protected final FakeChannelContext context() {
    return context;
  }

  @Test
  @DisplayName("a short text is one part, and the telephone shows it as it was written")
  void shortText() {
    List<String> ids = value(send(TEXT), LIMIT);
    assertThat(ids).hasSize(1).doesNotContain("");
    assertThat(rig().taken()).containsExactly(new ChannelRig.Taken(ids, rig().number(), TEXT));
  }

  @Test
  @DisplayName("a text of Latin letters arrives as it was written")
  void latinText() {
    String text = "Ticket 42 [A] {B} ~ ^ \\ | € @ é: done.";
    value(send(text), LIMIT);
    assertThat(rig().taken()).extracting(ChannelRig.Taken::text).containsExactly(text);
  }

  @Test
  @DisplayName("a text of 1,000 characters with emoji is cut and joined without loss")
  void longText() {
    // Nine UTF-16 units each, two of them one character: some cut falls into the middle of it.
    String whole = "这里写第几句话😀".repeat(111);
    List<String> ids = value(send(whole), LIMIT);
    assertThat(ids).hasSizeGreaterThan(5).doesNotHaveDuplicates();
    assertThat(rig().taken()).containsExactly(new ChannelRig.Taken(ids, rig().number(), whole));
  }

  @Test
  @DisplayName("200 texts at once are all taken, each once")
  void many() {
    List<CompletionStage<List<String>>> all =
        IntStream.range(0, 200).mapToObj(i -> send(TEXT + i)).toList();
    Set<String> ids = new HashSet<>();
    all.forEach(stage -> ids.addAll(value(stage, Duration.ofSeconds(30))));
    assertThat(ids).hasSize(200);
    assertThat(rig().taken())
        .hasSize(200)
        .extracting(ChannelRig.Taken::text)
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("a refusal is for good and tells the carrier's reason")
  void refusal() {
    rig().mood(Mood.REFUSES);
    HubException refusal = failure(send(TEXT), LIMIT);
    assertThat(refusal.code()).isIn("channel.refused", "channel.address.invalid");
    assertThat(refusal.kind()).isEqualTo(HubException.Kind.CALLER);
    assertThat(refusal.arguments()).containsKey("reason");
    assertThat(refusal.getMessage()).doesNotContain(rig().number()).doesNotContain(TEXT);
  }

  @Test
  @DisplayName("a carrier without room is told as throttled, nothing was given; later it works")
  void throttled() {
    rig().mood(Mood.THROTTLES);
    HubException failure = failure(send(TEXT), LIMIT);
    assertThat(failure.code()).isEqualTo("channel.throttled");
    assertThat(failure.retryable()).isTrue();
    rig().mood(Mood.WELL);
    awaitSent();
  }

  @Test
  @DisplayName("no answer in time is uncertain")
  void silent() {
    rig().mood(Mood.SILENT);
    assertUncertain(send(TEXT));
  }

  @Test
  @DisplayName("a link that breaks between submission and answer is uncertain, and comes back")
  void breaks() {
    rig().mood(Mood.BREAKS);
    assertUncertain(send(TEXT));
    rig().mood(Mood.WELL);
    context.awaitLink(LinkState.Status.ONLINE);
    awaitSent();
  }

  @Test
  @DisplayName("a lost link is told, texts are refused at once with nothing given, it comes back")
  void offline() {
    rig().cutLink();
    context.awaitLink(LinkState.Status.OFFLINE);
    HubException failure = failure(send(TEXT), Duration.ofSeconds(1));
    assertThat(failure.code()).isEqualTo("channel.link.offline");
    assertThat(failure.retryable()).isTrue();
    assertThat(rig().taken()).isEmpty();
    rig().restoreLink();
    context.awaitLink(LinkState.Status.ONLINE);
    value(send(TEXT), LIMIT);
    assertThat(rig().taken()).hasSize(1);
  }

  @Test
  @DisplayName("send returns at once while the carrier is slow")
  void neverBlocks() {
    rig().mood(Mood.SLOW);
    long begin = System.nanoTime();
    CompletionStage<List<String>> sent = send(TEXT);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(500));
    assertThat(value(sent, LIMIT)).hasSize(1);
  }

  @Test
  @DisplayName("reports tell which part, and how it ended")
  void reports() {
    String good = value(send(TEXT), LIMIT).get(0);
    String bad = value(send(TEXT), LIMIT).get(0);
    assertThat(rig().report(good, true, "")).isTrue();
    assertThat(rig().report(bad, false, "UNDELIV")).isTrue();
    await()
        .atMost(FakeConnectorContext.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(context.reports())
                    .containsExactlyInAnyOrder(
                        new FakeChannelContext.Report(good, true, ""),
                        new FakeChannelContext.Report(bad, false, "UNDELIV")));
  }

  @Test
  @DisplayName("a report that cannot be stored is not acknowledged")
  void reportNotStored() {
    String id = value(send(TEXT), LIMIT).get(0);
    context.full(true);
    assertThat(rig().report(id, true, "")).isFalse();
    context.full(false);
    assertThat(rig().report(id, true, "")).isTrue();
    assertThat(context.reports()).containsExactly(new FakeChannelContext.Report(id, true, ""));
  }

  @Test
  @DisplayName("a text that comes, long or short, is told whole")
  void incoming() {
    String longText = "我要咨询养老保险。".repeat(30);
    assertThat(rig().incoming("in-1", "13900139000", "12333", "1")).isTrue();
    assertThat(rig().incoming("in-2", "13900139000", "12333", longText)).isTrue();
    await()
        .atMost(FakeConnectorContext.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(context.received())
                    .extracting(IncomingText::from, IncomingText::to, IncomingText::text)
                    .containsExactly(
                        tuple("13900139000", "12333", "1"),
                        tuple("13900139000", "12333", longText)));
  }

  @Test
  @DisplayName("a text that cannot be stored is not acknowledged; the same again has the same id")
  void incomingNotStored() {
    context.full(true);
    assertThat(rig().incoming("in-3", "13900139000", "12333", TEXT)).isFalse();
    context.full(false);
    assertThat(rig().incoming("in-3", "13900139000", "12333", TEXT)).isTrue();
    assertThat(rig().incoming("in-3", "13900139000", "12333", TEXT)).isTrue();
    assertThat(context.received())
        .extracting(IncomingText::id)
        .hasSize(2)
        .containsOnly(context.received().get(0).id());
  }

  @Test
  @DisplayName("stops within five seconds, tells what is under way, and leaves no thread")
  void stops() {
    rig().mood(Mood.SILENT);
    CompletionStage<List<String>> hanging = send(TEXT);
    await().atMost(LIMIT).until(() -> !rig().taken().isEmpty());
    long begin = System.nanoTime();
    channel.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    assertThat(failure(hanging, Duration.ofSeconds(1)).code()).isEqualTo("channel.uncertain");
    assertThat(failure(send(TEXT), LIMIT).code()).isEqualTo("channel.link.offline");
    rig().reset();
    threads.awaitNoneLeft(rig()::owns);
  }

  @Test
  @DisplayName("starts while the carrier is away, and finds it when it comes")
  void startsOffline(@TempDir Path directory) {
    channel.stop();
    rig().cutLink();
    FakeChannelContext lonely = new FakeChannelContext("lonely", directory);
    TextChannel second = rig().newChannel();
    try {
      second.start(lonely);
      lonely.awaitLink(LinkState.Status.OFFLINE);
      rig().restoreLink();
      lonely.awaitLink(LinkState.Status.ONLINE);
      value(second.send(text(TEXT)), LIMIT);
    } finally {
      second.stop();
      lonely.close();
    }
  }

  private OutgoingText text(String text) {
    return new OutgoingText(
        Ids.next(), rig().number(), text, Instant.now().plus(Duration.ofHours(1)));
  }

  private CompletionStage<List<String>> send(String text) {
    return channel.send(text(text));
  }

  private void awaitSent() {
    await()
        .atMost(FakeConnectorContext.PATIENCE)
        .untilAsserted(() -> assertThat(value(send(TEXT), LIMIT)).hasSize(1));
  }

  private static void assertUncertain(CompletionStage<?> sent) {
    HubException failure = failure(sent, LIMIT);
    assertThat(failure.code()).isEqualTo("channel.uncertain");
    assertThat(failure.kind()).isEqualTo(HubException.Kind.EXTERNAL);
  }
}
