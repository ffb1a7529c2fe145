// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxCapability;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.testkit.pbx.PbxProbe;

/**
 * What the driver tells the hub of recorded conversations: the hub orders what the former client
 * ordered, at the same moments, and the facts are those of the story.
 */
class StoryTest {
  private static final String PBX = "replay";
  private static final List<String> STORIES =
      List.of(
          "02_inbound_abandoned_before_answer",
          "02_inbound_asyncagi_dtmf_abandon",
          "03_hold_music_connect_agent",
          "04_agent_busy",
          "04_agent_declined",
          "04_agent_no_answer",
          "04_agent_not_registered",
          "04_agent_unreachable",
          "05_hold_retrieve_mute",
          "08_record_start_stop",
          "09_attached_data",
          "10_connection_lost_before");

  @TempDir private static Path directory;

  /** Channels by name, as the recording names them, and what the replay has told. */
  private static final class Telling {
    final Map<String, String> legs = new HashMap<>();
    final PbxProbe probe = new PbxProbe(PBX, directory);
    String call = "";
  }

  @Test
  void answeringFromTheScreenIsASetting() {
    Settings off = TranscriptTest.settings(1, directory);
    assertThat(new AsteriskDriver(off).capabilities())
        .contains(PbxCapability.RECORD)
        .doesNotContain(PbxCapability.ANSWER_DEVICE);
  }

  @TestFactory
  Stream<DynamicContainer> stories() {
    return STORIES.stream().map(story -> DynamicContainer.dynamicContainer(story, checks(story)));
  }

  private static List<DynamicTest> checks(String story) {
    JsonNode facts = TranscriptTest.STORIES.get(story);
    PbxProbe told = tell(story);
    String caller = facts.get("uniqueid").asText();
    List<DynamicTest> checks = new ArrayList<>();
    checks.add(DynamicTest.dynamicTest("offered", () -> offered(facts, told)));
    if (facts.has("answered_ms")) {
      checks.add(
          DynamicTest.dynamicTest(
              "answered",
              () -> once(told, PbxEvent.LegAnswered.class, e -> e.leg().equals(caller))));
    }
    if (facts.has("bridged")) {
      checks.add(
          DynamicTest.dynamicTest(
              "connected",
              () -> once(told, PbxEvent.LegsConnected.class, e -> e.legA().equals(caller))));
    }
    if (facts.has("originate_response")) {
      checks.add(
          DynamicTest.dynamicTest(
              "why the telephone did not answer", () -> failed(facts, told, caller)));
    }
    if (facts.has("hold_by_control")) {
      checks.add(
          DynamicTest.dynamicTest(
              "held", () -> once(told, PbxEvent.LegHeld.class, e -> e.leg().equals(caller))));
      checks.add(
          DynamicTest.dynamicTest(
              "retrieved", () -> once(told, PbxEvent.LegRetrieved.class, e -> true)));
    }
    if (facts.has("record")) {
      checks.add(
          DynamicTest.dynamicTest(
              "recording started", () -> once(told, PbxEvent.RecordingStarted.class, e -> true)));
    }
    if (facts.has("digits")) {
      checks.add(
          DynamicTest.dynamicTest(
              "digits",
              () ->
                  assertThat(told.events(PbxEvent.DigitsCollected.class))
                      .extracting(PbxEvent.DigitsCollected::digits)
                      .contains(facts.get("digits").asText())));
    }
    String end = facts.has("caller_hangup") ? "caller_hangup" : "hangup";
    if (facts.has(end)) {
      checks.add(
          DynamicTest.dynamicTest(
              "who ended the caller's leg", () -> ended(facts, facts.get(end), told, caller)));
    }
    return checks;
  }

  private static <E extends PbxEvent> void once(PbxProbe told, Class<E> type, Predicate<E> fits) {
    assertThat(told.events(type).stream().filter(fits)).as("in %s", told.events()).hasSize(1);
  }

  private static void offered(JsonNode facts, PbxProbe told) {
    assertThat(told.events(PbxEvent.CallOffered.class))
        .singleElement()
        .returns(facts.get("uniqueid").asText(), PbxEvent.CallOffered::leg)
        .returns(facts.get("caller").asText(), PbxEvent.CallOffered::caller)
        .returns(facts.get("called").asText(), PbxEvent.CallOffered::called);
  }

  private static void failed(JsonNode facts, PbxProbe told, String caller) {
    JsonNode end = facts.get("agent_leg_end");
    EndCause expected =
        end.isNull()
            ? EndCause.UNREACHABLE
            : switch (end.get("cause").asInt()) {
              case 17 -> EndCause.BUSY;
              case 21 -> EndCause.REJECTED;
              default -> EndCause.NO_ANSWER;
            };
    assertThat(told.events(PbxEvent.LegEnded.class))
        .filteredOn(e -> !e.leg().equals(caller))
        .singleElement()
        .returns(expected, PbxEvent.LegEnded::cause);
  }

  private static void ended(JsonNode facts, JsonNode end, PbxProbe told, String caller) {
    String by = end.has("by") ? end.get("by").asText() : facts.get("hung_up_by").asText();
    EndedBy expected =
        by.startsWith("caller")
            ? EndedBy.PARTY
            : by.startsWith("control") ? EndedBy.HUB : EndedBy.SWITCH;
    assertThat(told.events(PbxEvent.LegEnded.class))
        .filteredOn(e -> e.leg().equals(caller))
        .singleElement()
        .returns(expected, PbxEvent.LegEnded::by)
        .returns(
            facts.has("answered_ms") || facts.has("bridged") ? EndCause.NORMAL : EndCause.CANCELLED,
            PbxEvent.LegEnded::cause);
  }

  private static PbxProbe tell(String story) {
    Telling telling = new Telling();
    try (AmiReplay replay = new AmiReplay(TranscriptTest.transcript(story), false)) {
      AsteriskDriver driver = new AsteriskDriver(TranscriptTest.settings(replay.port(), directory));
      driver.start(telling.probe);
      telling.probe.awaitLink(LinkState.Status.ONLINE);
      boolean keys = TranscriptTest.STORIES.get(story).has("digits");
      replay.play(
          keys ? Set.of("ANSWER", "STREAM FILE") : Set.of("ANSWER"),
          action -> {
            awaitHeard(telling.probe, replay.mark());
            order(telling, action).ifPresent(command -> give(driver, telling, command));
          });
      awaitHeard(telling.probe, replay.mark());
      driver.stop();
      telling.probe.close();
      return telling.probe;
    } catch (Exception e) {
      throw new IllegalStateException(story, e);
    }
  }

  /** Only an order for a leg that has ended may be refused. */
  private static void give(AsteriskDriver driver, Telling telling, PbxCommand command) {
    try {
      driver.execute(command).toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      boolean gone =
          telling.probe.events(PbxEvent.LegEnded.class).stream()
              .anyMatch(ended -> ended.leg().equals(command.leg()));
      if (!gone || !(e.getCause() instanceof HubException)) {
        throw e;
      }
    }
  }

  private static void awaitHeard(PbxProbe probe, String mark) {
    probe.await(PbxEvent.DeviceChanged.class, e -> e.device().equals(mark));
  }

  /** What the hub would have ordered in place of this action. */
  private static Optional<PbxCommand> order(Telling telling, Map<String, String> action) {
    String kind = action.getOrDefault("Action", "");
    if (!Set.of(
            "AGI",
            "Originate",
            "Bridge",
            "Redirect",
            "MuteAudio",
            "MixMonitor",
            "StopMixMonitor",
            "Hangup")
        .contains(kind)) {
      return Optional.empty();
    }
    if (telling.call.isEmpty()) {
      telling.call = telling.probe.await(PbxEvent.CallOffered.class, e -> true).call();
    }
    String caller = telling.probe.events(PbxEvent.CallOffered.class).get(0).leg();
    String channel = action.getOrDefault("Channel", "");
    String leg =
        channel.startsWith("PJSIP/pstn")
            ? caller
            : telling.legs.getOrDefault(Settings.endpoint(channel), caller);
    return Optional.ofNullable(
        switch (kind) {
          case "AGI" -> agi(telling, caller, action.get("Command"));
          case "Originate" -> ring(telling, action);
          case "Bridge" -> bridge(telling, caller);
          case "Redirect" ->
              action.get("Exten").equals("hold")
                  ? new PbxCommand.HoldLeg(PBX, telling.call, leg)
                  : null;
          case "MuteAudio" ->
              new PbxCommand.MuteLeg(PBX, telling.call, leg, "on".equals(action.get("State")));
          case "MixMonitor" -> new PbxCommand.StartRecording(PBX, telling.call, leg, "as-call1");
          case "StopMixMonitor" -> new PbxCommand.StopRecording(PBX, telling.call, leg, "as-call1");
          default -> new PbxCommand.HangUpLeg(PBX, telling.call, leg);
        });
  }

  private static PbxCommand agi(Telling telling, String caller, String command) {
    if (command.equals("ANSWER")) {
      return new PbxCommand.AnswerCall(PBX, telling.call, caller);
    }
    boolean first = telling.legs.putIfAbsent("input", "") == null;
    return command.startsWith("STREAM FILE") && first
        ? new PbxCommand.CollectDigits(
            PBX,
            telling.call,
            caller,
            "input",
            List.of("file:///prompt.wav"),
            4,
            "",
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            false)
        : null;
  }

  private static PbxCommand ring(Telling telling, Map<String, String> action) {
    String device = action.get("Channel").replace("PJSIP/", "");
    telling.legs.put(device, action.get("ChannelId"));
    return new PbxCommand.RingDevice(
        PBX,
        telling.call,
        action.get("ChannelId"),
        device,
        Duration.ofSeconds(5),
        "13800138000",
        Map.of());
  }

  private static PbxCommand bridge(Telling telling, String caller) {
    return telling.probe.events(PbxEvent.LegHeld.class).isEmpty()
        ? new PbxCommand.ConnectLegs(PBX, telling.call, caller, telling.legs.get("1001"))
        : new PbxCommand.RetrieveLeg(PBX, telling.call, caller);
  }
}
