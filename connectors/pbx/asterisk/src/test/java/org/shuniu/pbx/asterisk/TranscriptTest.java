// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.asteriskjava.manager.event.BridgeEnterEvent;
import org.asteriskjava.manager.event.DtmfEndEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.HangupRequestEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewChannelEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.shuniu.api.testkit.pbx.Transcript;

/** What the parser reads from recorded conversations, story by story, against their facts. */
class TranscriptTest {
  static final JsonNode STORIES = json("expect.json").get("stories");

  static JsonNode json(String name) {
    try (InputStream in = TranscriptTest.class.getResourceAsStream("/transcripts/" + name)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Transcript transcript(String story) {
    return Transcript.read(
        TranscriptTest.class.getResourceAsStream("/transcripts/" + story + ".raw.jsonl.gz"));
  }

  static Settings settings(int port, Path recordings) {
    return new Settings(
        "127.0.0.1",
        port,
        "driver",
        () -> "driverpw",
        5000,
        // The replay serves one login: on a machine that is short of time it may take long.
        Duration.ofSeconds(15),
        Duration.ofSeconds(15),
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        Duration.ofSeconds(1),
        Set.of("pstn", "fax"),
        Optional.of(recordings),
        Optional.empty(),
        Duration.ZERO,
        false);
  }

  @TestFactory
  Stream<DynamicContainer> facts() {
    Iterator<String> names = STORIES.fieldNames();
    Iterable<String> stories = () -> names;
    return StreamSupport.stream(stories.spliterator(), false)
        .filter(story -> !story.startsWith("01_"))
        .map(story -> DynamicContainer.dynamicContainer(story, checks(story)));
  }

  private static List<DynamicTest> checks(String story) {
    JsonNode facts = STORIES.get(story);
    List<ManagerEvent> events = heard(story);
    List<DynamicTest> checks = new ArrayList<>();
    checks.add(
        DynamicTest.dynamicTest(
            "every event is of a known kind and whole", () -> assertThat(events).isNotEmpty()));
    if (facts.has("channel") && facts.has("caller")) {
      checks.add(DynamicTest.dynamicTest("the caller's channel", () -> caller(facts, events)));
    }
    facts
        .properties()
        .forEach(
            fact -> {
              if (fact.getValue().has("requested_by_event") && facts.has("channel")) {
                checks.add(
                    DynamicTest.dynamicTest(fact.getKey(), () -> hangup(fact.getValue(), events)));
              }
            });
    if (facts.has("bridged")) {
      checks.add(DynamicTest.dynamicTest("bridged", () -> bridged(facts.get("bridged"), events)));
    }
    if (facts.has("originate_response")) {
      checks.add(
          DynamicTest.dynamicTest(
              "originate_response", () -> originated(facts.get("originate_response"), events)));
    }
    if (facts.has("digits")) {
      checks.add(
          DynamicTest.dynamicTest(
              "digits", () -> assertThat(keys(events)).isEqualTo(facts.get("digits").asText())));
    }
    if (facts.has("truth")) {
      for (JsonNode call : json("truth.json").get("calls")) {
        if (call.hasNonNull("cause")) {
          String name =
              "call of " + call.get("caller").asText() + ": " + call.get("outcome").asText();
          checks.add(DynamicTest.dynamicTest(name, () -> load(call, events)));
        }
      }
    }
    return checks;
  }

  /** Plays the story to a session of the driver's and returns all that it understood. */
  private static List<ManagerEvent> heard(String story) {
    List<ManagerEvent> events = new CopyOnWriteArrayList<>();
    try (AmiReplay replay = new AmiReplay(transcript(story), false)) {
      Settings settings = settings(replay.port(), Path.of("."));
      AmiSession session = AmiSession.login("replay", settings, events::add, () -> {});
      Census.take(session, settings, Instant.EPOCH).join();
      replay.play(Set.of(), action -> {});
      replay.mark();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> events.stream().anyMatch(AmiReplay::isMark));
      session.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return events;
  }

  private static <E extends ManagerEvent> List<E> of(
      List<ManagerEvent> events, Class<E> type, Predicate<E> fits) {
    return events.stream().filter(type::isInstance).map(type::cast).filter(fits).toList();
  }

  private static void caller(JsonNode facts, List<ManagerEvent> events) {
    String channel = facts.get("channel").asText();
    NewChannelEvent created =
        of(events, NewChannelEvent.class, e -> channel.equals(e.getChannel())).get(0);
    assertThat(created.getUniqueId()).isEqualTo(facts.get("uniqueid").asText());
    assertThat(created.getCallerIdNum()).isEqualTo(facts.get("caller").asText());
    assertThat(created.getExten()).isEqualTo(facts.get("called").asText());
  }

  /** The cause is that of one Hangup, whose channel was asked to hang up by the far end or not. */
  private static void hangup(JsonNode fact, List<ManagerEvent> events) {
    boolean byFarEnd = fact.get("requested_by_event").toString().contains("\"HangupRequest\"");
    int cause = fact.get("cause").asInt();
    List<HangupEvent> fitting =
        of(
            events,
            HangupEvent.class,
            e ->
                e.getCause() == cause
                    && byFarEnd
                        == !of(
                                events,
                                HangupRequestEvent.class,
                                r -> r.getUniqueId().equals(e.getUniqueId()))
                            .isEmpty());
    assertThat(fitting).isNotEmpty();
  }

  private static void bridged(JsonNode fact, List<ManagerEvent> events) {
    List<String> channels =
        of(
                events,
                BridgeEnterEvent.class,
                e -> fact.get("bridge").asText().equals(e.getBridgeUniqueId()))
            .stream()
            .map(BridgeEnterEvent::getChannel)
            .toList();
    for (JsonNode channel : fact.get("channels")) {
      assertThat(channels).contains(channel.asText());
    }
  }

  private static void originated(JsonNode fact, List<ManagerEvent> events) {
    assertThat(of(events, OriginateResponseEvent.class, e -> true))
        .anySatisfy(
            e -> {
              assertThat(e.getResponse()).isEqualTo(fact.get("response").asText());
              assertThat(e.getReason()).isEqualTo(fact.get("reason").asInt());
            });
  }

  private static String keys(List<ManagerEvent> events) {
    StringBuilder keys = new StringBuilder();
    of(events, DtmfEndEvent.class, e -> "Received".equals(e.getDirection()))
        .forEach(e -> keys.append(e.getDigit()));
    return keys.toString();
  }

  private static void load(JsonNode call, List<ManagerEvent> events) {
    Map<String, Integer> causes = new HashMap<>();
    of(events, HangupEvent.class, e -> true)
        .forEach(e -> causes.put(e.getUniqueId(), e.getCause()));
    assertThat(causes).containsEntry(call.get("uniqueid").asText(), call.get("cause").asInt());
  }
}
