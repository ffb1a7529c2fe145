// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.shuniu.check.CheckException;
import org.shuniu.check.Verdict;

/** PBX drivers: what the switch has is told, a citizen's call is served and ends once. */
final class PbxSeam implements Seam {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Override
  public List<Verdict> contract(Stage stage) {
    return List.of(snapshot(stage), call(stage));
  }

  private static Verdict snapshot(Stage stage) {
    stage.publish("pbx.take-snapshot", Map.of("pbx", Stage.INSTANCE, "call", "check"));
    return stage.hear(heard -> type(heard).equals("pbx.snapshot"), 1, LIMIT).isEmpty()
        ? Verdict.failed(
            "contract.snapshot",
            "no snapshot of the switch is told",
            "Emit a PbxSnapshot after each connect, and answer snapshot().")
        : Verdict.passed("contract.snapshot", "the state of the switch is told");
  }

  /** A call is offered; the hub answers and hangs up; it ends once. */
  private static Verdict call(Stage stage) {
    String id = "contract.call";
    if (stage.profile().call().isPresent()) {
      stage
          .peer()
          .orElseThrow(() -> new CheckException("the profile names a call but no peer"))
          .ask(stage.profile().call().get());
    }
    List<JsonNode> offered = stage.hear(heard -> type(heard).equals("pbx.call-offered"), 1, LIMIT);
    if (offered.isEmpty()) {
      return Verdict.failed(
          id,
          "no call is offered within " + LIMIT.toSeconds() + " s",
          "Emit CallOffered; tell by 'call' in the profile how the peer makes a citizen call.");
    }
    JsonNode call = offered.get(0).path("data");
    if (stage.hear(heard -> ofLeg(heard, "pbx.leg-answered", call), 1, LIMIT).isEmpty()) {
      return Verdict.failed(
          id,
          "the hub's order to answer has no effect",
          "Carry out AnswerCall and tell LegAnswered.");
    }
    stage.publish(
        "pbx.hang-up-leg",
        Map.of(
            "pbx", Stage.INSTANCE,
            "call", call.path("call").asText(),
            "leg", call.path("leg").asText()));
    int ends = stage.hear(heard -> ofLeg(heard, "pbx.leg-ended", call), 1, LIMIT).size();
    return ends == 1
        ? Verdict.passed(id, "a call is offered, answered and ended")
        : Verdict.failed(
            id,
            ends == 0
                ? "the end of a call is not told"
                : "the end of a call is told " + ends + " times",
            "Tell LegEnded exactly once for each leg.");
  }

  private static boolean ofLeg(JsonNode heard, String type, JsonNode call) {
    return type(heard).equals(type)
        && heard.path("data").path("leg").asText().equals(call.path("leg").asText());
  }

  private static String type(JsonNode heard) {
    return heard.path("type").asText();
  }

  @Override
  public String nothingToGive() {
    return "orders to a switch are of the moment: calls go on in the switch, and the snapshot after"
        + " the next start tells them";
  }
}
