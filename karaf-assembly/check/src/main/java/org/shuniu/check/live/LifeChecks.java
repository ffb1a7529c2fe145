// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.shuniu.check.Verdict;
import org.shuniu.check.hub.Door;

/** A connector comes, is configured and reconfigured, stops and goes. */
final class LifeChecks {
  private static final String RENAMED = "check-renamed";
  private static final String NO_SETTINGS = "a pack has no settings";

  private final Stage stage;

  LifeChecks(Stage stage) {
    this.stage = stage;
  }

  /** It installs and starts at once. */
  Verdict install() {
    String id = "life.install";
    try {
      stage.install();
      stage.step("start");
      return Verdict.passed(id, "installed and started");
    } catch (Door.Silence e) {
      return Verdict.failed(
          id,
          "starting the bundle does not come to an end (" + e.getMessage() + ")",
          "Do nothing in a BundleActivator that may block; let the component begin its work in"
              + " start.");
    } catch (Door.Refusal e) {
      return Verdict.failed(
          id,
          "the hub cannot start it: " + cause(e),
          e.words().contains("osgi.wiring.package")
              ? "Carry the missing package on the bundle's own Bundle-ClassPath."
              : "See what was thrown; a bundle must start whatever its foreign system does.");
    }
  }

  /** The essence of what the framework says, whose own words are long. */
  private static String cause(Door.Refusal e) {
    return e.words()
        .replaceAll("org\\.osgi\\.framework\\.BundleException: ", "")
        .replaceAll(
            "(?s)Unable to resolve .*?osgi\\.wiring\\.package=([A-Za-z0-9_.]+)\\).*",
            "it needs the package $1, which nobody has");
  }

  /** One file makes one instance that reaches its foreign system. */
  Verdict configure() {
    String id = "life.configure";
    if (stage.profile().pack()) {
      return Verdict.notApplicable(id, NO_SETTINGS);
    }
    stage.configure(stage.settings());
    return stage.online()
        ? Verdict.passed(id, "ONLINE with the settings of the profile")
        : Verdict.failed(
            id,
            "not ONLINE within " + stage.profile().online().toSeconds() + " s: " + stage.seen(),
            remedy());
  }

  private String remedy() {
    String seen = stage.seen();
    if (seen.contains("does not activate")) {
      return "The component must not throw with settings that work; see what was thrown.";
    }
    if (seen.contains("start-blocked")) {
      return "start must return at once; connect on a thread or a timer of your own.";
    }
    if (seen.contains("start-failed")) {
      return "start must not throw; a foreign system that is away is a state, told by"
          + " context.link.";
    }
    return "Compare the settings of the profile with the peer, and tell the link by context.link.";
  }

  /** Changed settings count, without anybody starting anything anew. */
  Verdict reconfigure() {
    String id = "life.reconfigure";
    if (stage.profile().pack()) {
      return Verdict.notApplicable(id, NO_SETTINGS);
    }
    Map<String, String> changed =
        new LinkedHashMap<>(stage.settings(stage.profile().reconfigured()));
    changed.put("name", RENAMED);
    stage.configure(changed);
    boolean there = stage.await(RENAMED, "ONLINE", stage.profile().online(), () -> {});
    boolean gone = stage.instance(Stage.INSTANCE).isMissingNode();
    String seen = stage.seen();
    stage.configure(stage.settings());
    boolean back = stage.online();
    if (there && gone && back) {
      return Verdict.passed(id, "changed settings count, and those from before again");
    }
    return Verdict.failed(
        id,
        there && gone
            ? "not ONLINE after the settings were changed back: " + stage.seen()
            : "still as before after its settings were changed: " + seen,
        "Take the settings in the constructor; a component with a method for changed settings must"
            + " obey them, name included.");
  }

  /** After a stop nothing of it is left running. */
  Verdict stop() {
    String id = "life.stop";
    long begin = System.nanoTime();
    try {
      stage.step("stop");
    } catch (Door.Silence | Door.Refusal e) {
      return Verdict.failed(
          id,
          "stopping does not come to an end: " + e.getMessage(),
          "stop must return within five seconds.");
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    boolean silent = Stage.await(() -> census().path("own").isEmpty(), Duration.ofSeconds(5));
    if (!silent) {
      return Verdict.failed(
          id,
          "threads run on after stop: " + census().path("own"),
          "End every thread, timer and executor in stop, and wait for them.");
    }
    if (took.toSeconds() >= 8) {
      return Verdict.failed(
          id, "stopping took " + took.toSeconds() + " s", "stop must return within five seconds.");
    }
    return Verdict.passed(id, "stopped in " + took.toMillis() + " ms, no thread is left");
  }

  private JsonNode census() {
    return stage.deed("census", Map.of("bundle", stage.bundle(), "name", stage.name()));
  }

  /** It goes without a trace. */
  Verdict uninstall() {
    String id = "life.uninstall";
    try {
      stage.step("uninstall");
    } catch (Door.Silence | Door.Refusal e) {
      return Verdict.failed(
          id, "it cannot be uninstalled: " + e.getMessage(), "See the hub's log.");
    } finally {
      stage.configure(Map.of());
    }
    if (Stage.await(() -> left() == 0, Duration.ofSeconds(5))) {
      return Verdict.passed(id, "uninstalled, its classes are gone");
    }
    int left = left();
    Remnants remnants = stage.remnants();
    return remnants.pardoned()
        ? Verdict.passed(id, "uninstalled; remembered as the last one by " + remnants)
        : Verdict.failed(
            id,
            left + " class loaders of it are held after it was uninstalled: " + remnants,
            "Undo in stop what was registered elsewhere: shutdown hooks, drivers, MBeans, thread"
                + " locals.");
  }

  private int left() {
    return census().path("oldLoaders").asInt();
  }
}
