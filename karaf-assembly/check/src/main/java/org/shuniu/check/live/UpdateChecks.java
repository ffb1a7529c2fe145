// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shuniu.check.Verdict;
import org.shuniu.check.hub.Door;

/** A connector is updated again and again while the hub runs. */
final class UpdateChecks {
  private final Stage stage;
  private final int updates;
  private final long heapBefore;

  /**
   * @param updates how often
   * @param heapBefore bytes in use before the connector was installed
   */
  UpdateChecks(Stage stage, int updates, long heapBefore) {
    this.stage = stage;
    this.updates = updates;
    this.heapBefore = heapBefore;
  }

  /** {@code life.update}, {@code .threads}, {@code .classes}, {@code .heap}. */
  List<Verdict> check() {
    JsonNode before = census();
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(update());
    JsonNode after = settled(before);
    verdicts.add(threads(before, after));
    verdicts.add(classes(after));
    verdicts.add(heap(after));
    return verdicts;
  }

  private Verdict update() {
    String id = "life.update";
    for (int i = 1; i <= updates; i++) {
      try {
        stage.step("update");
      } catch (Door.Refusal | Door.Silence e) {
        return Verdict.failed(
            id,
            "update " + i + " fails: " + e.getMessage(),
            "See the hub's log for what was thrown.");
      }
      if (!there()) {
        return Verdict.failed(
            id,
            "after update " + i + " the instance does not come back: " + stage.seen(),
            "Free ports, files and names in stop, so that the next version can take them.");
      }
    }
    return stage.profile().pack() || stage.online()
        ? Verdict.passed(id, "ONLINE after " + updates + " updates")
        : Verdict.failed(
            id,
            "not ONLINE after " + updates + " updates: " + stage.seen(),
            "Release everything in stop; a foreign system may refuse a second login.");
  }

  private boolean there() {
    return stage.profile().pack()
        ? stage.look().path("state").asText().equals("ACTIVE")
        : Stage.await(() -> stage.instance(Stage.INSTANCE).isObject(), Stage.MOMENT);
  }

  private JsonNode census() {
    return stage.deed("census", Map.of("bundle", stage.bundle(), "name", stage.name()));
  }

  /** What is left when threads have had a moment to end. */
  private JsonNode settled(JsonNode before) {
    JsonNode[] last = {census()};
    Stage.await(
        () -> {
          last[0] = census();
          return last[0].path("oldLoaders").asInt() == 0 && grown(before, last[0]).isEmpty();
        },
        Duration.ofSeconds(5));
    return last[0];
  }

  /** Groups of threads that grew with the updates: {@code name (+20)}. */
  private List<String> grown(JsonNode before, JsonNode after) {
    List<String> grown = new ArrayList<>();
    after
        .path("threads")
        .properties()
        .forEach(
            group -> {
              int more =
                  group.getValue().asInt() - before.path("threads").path(group.getKey()).asInt();
              if (more >= suspicious()) {
                grown.add(group.getKey() + " (+" + more + ")");
              }
            });
    return grown;
  }

  /** A pool of the hub may grow by one or two while messages flow. */
  private int suspicious() {
    return Math.max(3, updates - 1);
  }

  private Verdict threads(JsonNode before, JsonNode after) {
    String id = "life.threads";
    List<String> left = new ArrayList<>(leaked(before, after));
    int own = after.path("own").size() - before.path("own").size();
    if (own >= suspicious()) {
      after.path("own").forEach(thread -> left.add(thread.asText()));
    }
    return left.isEmpty()
        ? Verdict.passed(id, "no thread is left by " + updates + " updates")
        : Verdict.failed(
            id,
            updates
                + " updates left threads: "
                + String.join(", ", left.stream().distinct().limit(10).toList()),
            "End every thread in stop, and wait for its end.");
  }

  /** Groups that grow with updates. A pool of the hub may have grown too, but only once. */
  private List<String> leaked(JsonNode before, JsonNode after) {
    List<String> grown = grown(before, after);
    if (grown.isEmpty() || update().bad()) {
      return grown;
    }
    return grown(after, settled(after));
  }

  private Verdict classes(JsonNode after) {
    String id = "life.classes";
    int old = after.path("oldLoaders").asInt();
    if (old == 0) {
      return Verdict.passed(id, "class loaders of earlier versions are gone");
    }
    Remnants remnants = stage.remnants();
    return remnants.pardoned()
        ? Verdict.passed(id, "but the last one's, remembered by " + remnants)
        : Verdict.failed(
            id,
            old
                + " class loaders of earlier versions are still held after "
                + updates
                + " updates: "
                + remnants,
            "Undo in stop what was registered elsewhere: shutdown hooks, drivers, MBeans, thread"
                + " locals on threads that are not yours.");
  }

  private Verdict heap(JsonNode after) {
    String id = "life.heap";
    long more = (after.path("heap").asLong() - heapBefore) >> 20;
    return more <= stage.profile().heapMb()
        ? Verdict.passed(id, Math.max(0, more) + " MB more than without it")
        : Verdict.failed(
            id,
            "holds " + more + " MB at rest, " + stage.profile().heapMb() + " MB are allowed",
            "Bound every cache and queue; raise heapMb in the profile if it truly needs more.");
  }
}
