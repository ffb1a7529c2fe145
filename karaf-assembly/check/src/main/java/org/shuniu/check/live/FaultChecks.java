// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.shuniu.check.Profile.Wrong;
import org.shuniu.check.Verdict;
import org.shuniu.check.hub.Door;
import org.shuniu.check.hub.Foreign;

/** What a connector does when others fail: administrators, foreign systems, and its own stop. */
final class FaultChecks {
  private static final int MESSAGES = 20;

  private final Stage stage;
  private final Seam seam;

  FaultChecks(Stage stage, Seam seam) {
    this.stage = stage;
    this.seam = seam;
  }

  /** What the foreign system tells by itself reaches the hub. */
  Verdict told() {
    String id = "contract.told";
    if (stage.profile().tells().isEmpty() || stage.peer().isEmpty()) {
      return Verdict.notApplicable(id, "the profile names nothing that the peer tells by itself");
    }
    int before = heardOfPeer(0).size();
    stage.peer().get().ask(stage.profile().tells().get());
    return heardOfPeer(before + 1).size() > before
        ? Verdict.passed(id, "what the foreign system tells is on the bus")
        : Verdict.failed(
            id,
            "what the foreign system tells does not reach the bus",
            "Give it to the hub by the context (tell, received), and only then acknowledge it.");
  }

  private List<JsonNode> heardOfPeer(int wanted) {
    return stage.hear(
        heard -> heard.path("type").asText().matches("business\\.told|channel\\.text-received"),
        wanted,
        wanted == 0 ? Duration.ZERO : Stage.MOMENT);
  }

  /** Settings that cannot work end in a state that says so; the hub stays up. */
  Verdict wrong() {
    String id = "wrong.configuration";
    List<Wrong> all = stage.profile().wrong();
    if (stage.profile().pack()) {
      return Verdict.notApplicable(id, "a pack has no settings");
    }
    if (all.isEmpty()) {
      return stage.profile().configuration().isEmpty()
          ? Verdict.notApplicable(id, "it has no setting that could be wrong")
          : Verdict.failed(
              id,
              "the profile names no wrong settings to try",
              "Name settings that cannot work: a host that is not there, text that is no URL.");
    }
    List<String> troubles = new ArrayList<>();
    for (Wrong wrong : all) {
      stage.configure(stage.settings(wrong.set()));
      if (!Stage.await(this::tellsWhatIsWrong, stage.profile().offline())) {
        troubles.add(wrong.what() + ": " + stage.seen());
      }
      if (!well()) {
        troubles.add(wrong.what() + ": the hub is not well any more");
      }
    }
    stage.configure(stage.settings());
    if (!stage.online()) {
      troubles.add("with good settings again: " + stage.seen());
    }
    return troubles.isEmpty()
        ? Verdict.passed(id, all.size() + " wrong settings are told as such")
        : Verdict.failed(
            id,
            "not told as wrong: " + String.join("; ", troubles),
            "Tell OFFLINE or DEGRADED with a reason, or throw a HubException in the constructor.");
  }

  /** No instance pretends to be well, and there are words about it. */
  private boolean tellsWhatIsWrong() {
    JsonNode look = stage.look();
    for (JsonNode instance : look.path("instances")) {
      String status = instance.path("link").path("status").asText();
      boolean told = !instance.path("link").path("reason").asText().isEmpty();
      if (!told || !(status.equals("OFFLINE") || status.equals("DEGRADED"))) {
        return false;
      }
    }
    for (JsonNode component : look.path("components")) {
      if (component.path("state").asText().equals("FAILED")) {
        return true;
      }
    }
    return !look.path("instances").isEmpty();
  }

  /** A foreign system that is gone is told as OFFLINE, and found again when it is back. */
  Verdict peer() {
    String id = "peer.lost";
    if (stage.peer().isEmpty()) {
      return Verdict.notApplicable(id, "the profile names no foreign system");
    }
    Foreign peer = stage.peer().get();
    if (!stage.online()) {
      return Verdict.failed(
          id, "it was not ONLINE before: " + stage.seen(), "See the other checks.");
    }
    peer.lose();
    boolean offline =
        stage.await(Stage.INSTANCE, "OFFLINE", stage.profile().offline(), () -> seam.use(stage));
    String seen = stage.seen();
    peer.restore();
    boolean online =
        stage.await(Stage.INSTANCE, "ONLINE", stage.profile().online(), () -> seam.use(stage));
    if (offline && online) {
      return Verdict.passed(id, "OFFLINE when it is lost, ONLINE when it is back");
    }
    return Verdict.failed(
        id,
        offline
            ? "not ONLINE again after the foreign system came back: " + stage.seen()
            : "not OFFLINE while the foreign system was gone: " + seen,
        offline
            ? "Try again for ever, with growing pauses of at most ten seconds."
            : "Tell context.link(LinkState.offline(reason)) when a connection breaks or is"
                + " refused.");
  }

  /** Messages that are under way while it is stopped are carried out, or handed back. */
  Verdict messages() {
    String id = "stop.messages";
    boolean slow = stage.peer().map(peer -> peer.mood("slow")).orElse(false);
    try {
      Optional<Seam.Batch> batch = seam.give(stage, MESSAGES);
      if (batch.isEmpty()) {
        return Verdict.notApplicable(id, seam.nothingToGive());
      }
      stage.step("stop");
      stage.step("start");
      if (slow) {
        stage.peer().ifPresent(peer -> peer.mood("well"));
      }
      List<String> lost = batch.get().lost();
      return lost.isEmpty()
          ? Verdict.passed(
              id, "of " + batch.get().size() + " messages during a stop each ended well, once")
          : Verdict.failed(
              id,
              lost.size()
                  + " of "
                  + batch.get().size()
                  + " messages during a stop: "
                  + String.join(", ", new TreeSet<>(lost)),
              "In stop wait for what is under way, and fail what is left with *.link.offline.");
    } catch (Door.Refusal | Door.Silence e) {
      return Verdict.failed(
          id, "cannot be stopped and started: " + e.getMessage(), "See life.stop.");
    } finally {
      if (slow) {
        stage.peer().ifPresent(peer -> peer.mood("well"));
      }
      Stage.await(() -> stage.link(Stage.INSTANCE).equals("ONLINE"), Duration.ofSeconds(10));
    }
  }

  /** Nothing else was disturbed; {@code others} went with the connector. */
  Verdict alone(List<String> others) {
    String id = "life.alone";
    List<String> touched = new ArrayList<>();
    stage
        .deed("touched", Map.of("name", stage.name()))
        .forEach(
            event -> {
              if (others.stream().noneMatch(other -> event.asText().startsWith(other + " "))) {
                touched.add(event.asText());
              }
            });
    return touched.isEmpty()
        ? Verdict.passed(id, "no other bundle was refreshed or stopped")
        : Verdict.failed(
            id,
            "others were touched: " + String.join(", ", touched.stream().limit(10).toList()),
            "Export nothing, and carry libraries on the bundle's own Bundle-ClassPath.");
  }

  /** The hub works as before. */
  Verdict hub() {
    return well()
        ? Verdict.passed("hub.up", "the hub is well")
        : Verdict.failed("hub.up", "the hub is not well any more", "See the hub's log.");
  }

  /** Whether it is, or becomes so: on a busy machine a health check may be late. */
  private boolean well() {
    return Stage.await(() -> stage.hub().health() == 200, Duration.ofSeconds(10));
  }
}
