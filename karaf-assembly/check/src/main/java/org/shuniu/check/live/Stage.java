// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.shuniu.check.CheckException;
import org.shuniu.check.Profile;
import org.shuniu.check.Target;
import org.shuniu.check.heap.Holders;
import org.shuniu.check.hub.CleanHub;
import org.shuniu.check.hub.Door;
import org.shuniu.check.hub.Foreign;
import org.shuniu.check.hub.Places;

/** One connector in a clean hub, with its foreign system: what all checks on it share. */
final class Stage {
  /** Name of the instance that is tried. */
  static final String INSTANCE = "check";

  static final Duration MOMENT = Duration.ofSeconds(15);
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final CleanHub hub;
  private final Target target;
  private final String name;
  private final Profile profile;
  private final Places places;
  private final Optional<Foreign> peer;
  private final List<JsonNode> heard = new ArrayList<>();
  private int cursor;
  private long bundle = -1;

  Stage(
      CleanHub hub,
      Target target,
      String name,
      Profile profile,
      Places places,
      Optional<Foreign> peer) {
    this.hub = hub;
    this.target = target;
    this.name = name;
    this.profile = profile;
    this.places = places;
    this.peer = peer;
    this.cursor = deed("hear", Map.of("after", 0, "waitMs", 0)).size();
  }

  CleanHub hub() {
    return hub;
  }

  String name() {
    return name;
  }

  Profile profile() {
    return profile;
  }

  Places places() {
    return places;
  }

  Optional<Foreign> peer() {
    return peer;
  }

  Target target() {
    return target;
  }

  long bundle() {
    return bundle;
  }

  /** Installs the connector under check. */
  void install() throws Door.Refusal, Door.Silence {
    bundle = hub.ask("install", Map.of("file", target.jar().toString()), STEP).asLong();
  }

  /** Takes the connector through a step of its life. */
  void step(String deed) throws Door.Refusal, Door.Silence {
    hub.ask(deed, Map.of("bundle", bundle, "file", target.jar().toString()), STEP);
  }

  /** Who holds class loaders of the connector that should be gone. */
  Remnants remnants() {
    Path dump = hub.home().resolve("held-" + System.nanoTime() + ".hprof");
    deed("dump", Map.of("bundle", bundle, "file", dump.toString()));
    try {
      return new Remnants(Holders.of(dump, "org.shuniu.check.inside.Witness$Stale"));
    } catch (IOException e) {
      return new Remnants(Map.of("what the dump " + dump + " hides: " + e.getMessage(), 1));
    }
  }

  /** Lets the guest do what cannot fail but by a fault of the kit or the hub's end. */
  JsonNode deed(String deed, Map<String, ?> with) {
    try {
      return hub.ask(deed, with, STEP);
    } catch (Door.Refusal | Door.Silence e) {
      throw new CheckException("the hub does not do '" + deed + "': " + e.getMessage(), e);
    }
  }

  /** State, components and instances of the connector. */
  JsonNode look() {
    return deed("look", Map.of("bundle", bundle));
  }

  /** The instance of a name; missing if it is not there. */
  JsonNode instance(String instance) {
    for (JsonNode status : look().path("instances")) {
      if (status.path("instance").asText().equals(instance)) {
        return status;
      }
    }
    return MissingNode.getInstance();
  }

  /** How the link of an instance stands; empty if the instance is not there. */
  String link(String instance) {
    return instance(instance).path("link").path("status").asText();
  }

  /** In words: what is seen of the connector. */
  String seen() {
    JsonNode look = look();
    List<String> words = new ArrayList<>();
    for (JsonNode status : look.path("instances")) {
      words.add(
          (status.path("instance").asText()
                  + " is "
                  + status.path("link").path("status").asText()
                  + " "
                  + status.path("link").path("reason").asText())
              .strip());
    }
    for (JsonNode component : look.path("components")) {
      if (!component.path("failure").asText().isEmpty()) {
        words.add("does not activate: " + component.path("failure").asText());
      }
      component.path("lacks").forEach(lack -> words.add("waits for the service " + lack.asText()));
    }
    return words.isEmpty()
        ? "the bundle is " + look.path("state").asText() + " and shows no instance"
        : String.join(", ", words);
  }

  /** The settings of an instance that works. */
  Map<String, String> settings() {
    return settings(Map.of());
  }

  /** The settings with changes. */
  Map<String, String> settings(Map<String, String> changes) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("name", INSTANCE);
    settings.putAll(places.fill(profile.configuration()));
    settings.putAll(places.fill(changes));
    return settings;
  }

  /** Writes the file of the instance; none where there are no settings. */
  void configure(Map<String, String> settings) {
    hub.configure(name, INSTANCE, settings);
  }

  /** Waits for the link of the instance; makes it show by trying to use it. */
  boolean await(String instance, String wanted, Duration limit, Runnable use) {
    long[] next = {System.nanoTime() + Duration.ofSeconds(1).toNanos()};
    return await(
        () -> {
          if (System.nanoTime() > next[0]) {
            use.run();
            next[0] = System.nanoTime() + Duration.ofSeconds(1).toNanos();
          }
          return link(instance).equals(wanted);
        },
        limit);
  }

  boolean online() {
    return await(INSTANCE, "ONLINE", profile.online(), () -> {});
  }

  /** Waits for a condition. */
  static boolean await(BooleanSupplier condition, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      pause();
    }
    return true;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CheckException("interrupted", e);
    }
  }

  /** Publishes a command on the bus. */
  void publish(String type, Map<String, ?> data) {
    deed("publish", Map.of("type", type, "data", data));
  }

  /** All that fits of what was heard on the bus, once there are so many or the time is over. */
  List<JsonNode> hear(Predicate<JsonNode> fits, int wanted, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    List<JsonNode> found = heard.stream().filter(fits).toList();
    while (found.size() < wanted && System.nanoTime() < end) {
      JsonNode more = deed("hear", Map.of("after", cursor, "waitMs", 200));
      more.forEach(heard::add);
      cursor += more.size();
      found = heard.stream().filter(fits).toList();
    }
    return found;
  }
}
