// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.HubException;
import org.shuniu.api.channel.ChannelCommand.SendText;
import org.shuniu.api.channel.ChannelEvent.TextDelivered;
import org.shuniu.api.channel.ChannelEvent.TextFailed;
import org.shuniu.api.channel.ChannelEvent.TextReceived;
import org.shuniu.api.channel.ChannelEvent.TextSent;
import org.shuniu.api.channel.spi.IncomingText;
import org.shuniu.api.channel.spi.OutgoingText;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.testkit.FakeBus;

@Timeout(60)
class ChannelHostTest {
  @TempDir Path directory;
  private Rig rig;
  private FakeBus bus;
  private ChannelHost host;

  @BeforeEach
  void begin() {
    rig = new Rig(directory);
    bus = rig.bus;
    host = host();
    bus.register(host);
  }

  @AfterEach
  void end() {
    host.deactivate();
    rig.close();
  }

  private ChannelHost host() {
    return new ChannelHost(rig.services, Rig.BOUNDS);
  }

  private FakeChannel started() {
    FakeChannel channel = new FakeChannel();
    host.add(channel, Rig.id("channel", "sms"));
    await().until(() -> channel.context != null);
    return channel;
  }

  private static SendText text(String message, Duration life) {
    return new SendText("sms", message, "13800138000", "已办结", Instant.now().plus(life));
  }

  private static SendText text(String message) {
    return text(message, Duration.ofMinutes(5));
  }

  private static CompletionStage<List<String>> failed(HubException failure) {
    return CompletableFuture.failedFuture(failure);
  }

  @Test
  void aTextIsSentOnceAndDeliveredWithItsLastPart() {
    FakeChannel channel = started();
    bus.publish(text("m-1"), Actor.HUB, "contact-1");
    assertThat(rig.last(TextSent.class).carrierIds()).containsExactly("m-1-a", "m-1-b");
    assertThat(rig.row(TextRow.class, "m-1"))
        .returns(null, row -> row.recipient)
        .returns(null, row -> row.content);
    bus.publish(text("m-1"));
    channel.context.reported("m-1-a", true, "");
    channel.context.reported("m-1-a", true, "");
    assertThat(bus.published(TextDelivered.class)).isEmpty();
    channel.context.reported("m-1-b", true, "");
    channel.context.reported("m-1-b", false, "LATE");
    assertThat(bus.published(TextDelivered.class))
        .singleElement()
        .returns(true, TextDelivered::delivered)
        .returns("m-1", TextDelivered::message);
    assertThat(bus.published().get(bus.published().size() - 1).correlation())
        .isEqualTo("contact-1");
    assertThat(channel.texts).hasSize(1);
  }

  @Test
  void aPartThatFailsIsTheEndOfTheText() {
    FakeChannel channel = started();
    bus.publish(text("m-1"));
    rig.last(TextSent.class);
    channel.context.reported("m-1-b", false, "UNDELIV");
    channel.context.reported("m-1-a", true, "");
    assertThat(bus.published(TextDelivered.class))
        .singleElement()
        .returns(false, TextDelivered::delivered)
        .returns("UNDELIV", TextDelivered::reason);
  }

  @Test
  void aReportMayComeBeforeTheAnswerToTheSubmission() {
    FakeChannel channel = started();
    channel.answer =
        text -> {
          String id = text.message();
          return CompletableFuture.supplyAsync(
              () -> {
                channel.context.reported(id + "-a", true, "");
                channel.context.reported(id + "-b", true, "");
                return List.of(id + "-a", id + "-b");
              });
        };
    bus.publish(text("m-1"));
    assertThat(rig.last(TextDelivered.class).delivered()).isTrue();
    assertThat(bus.published(TextSent.class)).hasSize(1);
    assertThat(rig.count("ReportRow")).isZero();
  }

  @Test
  void whatWasNotGivenIsTriedAgainUntilItExpires() {
    FakeChannel channel = started();
    channel.answer = text -> failed(HubException.capacity("channel.throttled", Map.of()));
    bus.publish(text("m-1"));
    bus.publish(text("m-2", Duration.ofMillis(500)));
    assertThat(rig.last(TextFailed.class))
        .returns("m-2", TextFailed::message)
        .returns("channel.expired", TextFailed::code)
        .returns(false, TextFailed::uncertain);
    channel.answer = FakeChannel::taken;
    assertThat(rig.last(TextSent.class).message()).isEqualTo("m-1");
  }

  @Test
  void aRefusalAndDoubtAreToldAndNeverTriedAgain() {
    FakeChannel channel = started();
    channel.answer =
        text ->
            text.message().equals("m-1")
                ? failed(HubException.invalid("channel.refused", Map.of("reason", "ESME_RINVDST")))
                : failed(HubException.external("channel.uncertain", Map.of()));
    bus.publish(text("m-1"));
    assertThat(rig.last(TextFailed.class))
        .returns("channel.refused", TextFailed::code)
        .returns("ESME_RINVDST", TextFailed::reason);
    bus.publish(text("m-2"));
    await().until(() -> bus.published(TextFailed.class).size() == 2);
    assertThat(rig.last(TextFailed.class)).returns(true, TextFailed::uncertain);
    bus.publish(text("m-2"));
    assertThat(channel.texts).hasSize(2);
  }

  @Test
  void aTextWaitsForItsChannel() {
    bus.publish(text("m-1", Duration.ofMillis(200)));
    assertThat(rig.last(TextFailed.class).code()).isEqualTo("channel.missing");
    bus.publish(text("m-2"));
    started();
    assertThat(rig.last(TextSent.class).message()).isEqualTo("m-2");
  }

  @Test
  void afterAKillWhatWasUnderWayIsUncertainAndTheRestIsSent() {
    FakeChannel dead = started();
    dead.answer = text -> new CompletableFuture<>();
    IntStream.range(0, 10).forEach(i -> bus.publish(text("m-" + i)));
    await().until(() -> dead.texts.size() == 8);
    ChannelHost killed = host;
    host = host();
    FakeChannel channel = started();
    await().until(() -> bus.published(TextSent.class).size() == 2);
    assertThat(bus.published(TextFailed.class)).hasSize(8).allMatch(TextFailed::uncertain);
    assertThat(channel.texts)
        .extracting(OutgoingText::message)
        .doesNotContainAnyElementsOf(dead.texts.stream().map(OutgoingText::message).toList());
    killed.deactivate();
  }

  @Test
  void aStoppedChannelLeavesNoTextInDoubtThatItDidNotGet() {
    FakeChannel channel = started();
    channel.context.link(LinkState.offline("channel.link.offline"));
    channel.answer = text -> failed(HubException.external("channel.link.offline", Map.of()));
    bus.publish(text("m-1"));
    await().until(() -> !channel.texts.isEmpty());
    host.remove(channel);
    started();
    assertThat(rig.last(TextSent.class).message()).isEqualTo("m-1");
    assertThat(bus.published(TextFailed.class)).isEmpty();
  }

  @Test
  void aTextThatComesTwiceIsToldOnce() {
    FakeChannel channel = started();
    IncomingText text = new IncomingText("in-1", "13900139000", "12333", "请问");
    channel.context.received(text);
    channel.context.received(text);
    assertThat(bus.published(TextReceived.class))
        .singleElement()
        .returns("请问", TextReceived::text)
        .returns("sms:13900139000", TextReceived::key);
  }

  @Test
  void aThousandTextsAreSentOnceEach() {
    FakeChannel channel = started();
    IntStream.range(0, 1_000).forEach(i -> bus.publish(text("m-" + i)));
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> bus.published(TextSent.class).size() == 1_000);
    assertThat(channel.texts).extracting(OutgoingText::message).doesNotHaveDuplicates();
  }
}
