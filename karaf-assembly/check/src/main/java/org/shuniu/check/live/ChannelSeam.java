// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.shuniu.check.Profile.Text;
import org.shuniu.check.Verdict;

/** Channels: texts that are taken by the carrier, each once. */
final class ChannelSeam implements Seam {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int MANY = 50;
  private static final String SENT = "channel.text-sent";

  @Override
  public List<Verdict> contract(Stage stage) {
    List<Text> texts = stage.profile().texts();
    if (texts.isEmpty()) {
      return List.of(
          Verdict.failed(
              "contract.texts",
              "the profile names no text to send",
              "Name at least one text with an address that the peer takes."));
    }
    return List.of(
        sent(stage, "contract.texts", texts),
        sent(stage, "contract.many", java.util.Collections.nCopies(MANY, texts.get(0))),
        refusal(stage));
  }

  private static Verdict sent(Stage stage, String id, List<Text> texts) {
    List<String> bad =
        new Texts(stage, texts.stream().map(text -> send(stage, text)).toList()).lost();
    return bad.isEmpty()
        ? Verdict.passed(id, texts.size() + " texts are taken by the carrier, each once")
        : Verdict.failed(
            id,
            bad.size() + " of " + texts.size() + " texts are not: " + bad.get(0),
            "send returns a stage with the carrier's id of each part; it must not throw.");
  }

  private static Verdict refusal(Stage stage) {
    String message = send(stage, new Text("no-number", "refuse me", "zh-CN"));
    String code =
        ends(stage, message, LIMIT).stream()
            .map(end -> end.path("data").path("code").asText())
            .findFirst()
            .orElse("no end");
    return code.equals("channel.address.invalid") || code.equals("channel.refused")
        ? Verdict.passed("contract.refusals", "a wrong address is refused for good: " + code)
        : Verdict.failed(
            "contract.refusals",
            "a wrong address ends with '" + code + "'",
            "Fail with channel.address.invalid before anything is given to the carrier.");
  }

  @Override
  public void use(Stage stage) {
    stage.profile().texts().stream().findFirst().ifPresent(text -> send(stage, text));
  }

  @Override
  public Optional<Batch> give(Stage stage, int count) {
    List<Text> texts = stage.profile().texts();
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(send(stage, texts.get(i % texts.size())));
    }
    return Optional.of(new Texts(stage, messages));
  }

  private static String send(Stage stage, Text text) {
    String message = UUID.randomUUID().toString();
    stage.publish(
        "channel.send-text",
        Map.of(
            "channel", Stage.INSTANCE,
            "message", message,
            "to", stage.places().fill(text.to()),
            "text", stage.places().fill(text.text()),
            "expires", Instant.now().plus(Duration.ofHours(1)).toString()));
    return message;
  }

  private record Texts(Stage stage, List<String> messages) implements Batch {
    @Override
    public List<String> lost() {
      stage.hear(heard -> messages.stream().anyMatch(m -> isEnd(heard, m)), messages.size(), LIMIT);
      List<String> lost = new ArrayList<>();
      for (String message : messages) {
        List<JsonNode> ends = ends(stage, message, Duration.ZERO);
        if (ends.isEmpty()) {
          lost.add("no end");
        } else if (ends.size() > 1) {
          lost.add("ended twice");
        } else if (!ends.get(0).path("type").asText().equals(SENT)) {
          lost.add(ends.get(0).path("data").path("code").asText());
        }
      }
      return lost;
    }

    @Override
    public int size() {
      return messages.size();
    }
  }

  private static List<JsonNode> ends(Stage stage, String message, Duration limit) {
    return stage.hear(heard -> isEnd(heard, message), 1, limit);
  }

  private static boolean isEnd(JsonNode heard, String message) {
    return heard.path("type").asText().matches("channel\\.text-(sent|failed)")
        && heard.path("data").path("message").asText().equals(message);
  }
}
