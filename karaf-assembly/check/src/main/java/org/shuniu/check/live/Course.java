// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.live;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuniu.check.CheckException;
import org.shuniu.check.Profile;
import org.shuniu.check.Target;
import org.shuniu.check.Verdict;
import org.shuniu.check.file.Floor;
import org.shuniu.check.hub.CleanHub;
import org.shuniu.check.hub.Door;
import org.shuniu.check.hub.Foreign;
import org.shuniu.check.hub.Places;

/** All that is tried with one connector in a running hub, in the order in which it is told. */
public final class Course {
  private static final String BESIDE = "beside";
  private static final Duration STEP = Duration.ofSeconds(60);

  private final CleanHub hub;
  private final Floor floor;
  private final Path root;
  private final Path work;
  private final int updates;

  /**
   * @param root the checkout of the hub
   * @param work a folder to write to
   * @param updates how often a connector is updated
   */
  public Course(CleanHub hub, Floor floor, Path root, Path work, int updates) {
    this.hub = hub;
    this.floor = floor;
    this.root = root;
    this.work = work;
    this.updates = updates;
  }

  /** Runs it; leaves the hub as it was, as far as the connector allows. */
  public List<Verdict> run(Target target, String name, Profile profile) {
    Places places =
        new Places(
            Map.of(
                "secrets", hub.home().resolve("secrets").toString(),
                "http", hub.http(),
                "offset", String.valueOf(hub.offset()),
                "java", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "node", "node",
                "module", target.module().toString(),
                "hub", root.toString(),
                "work", work.toString()));
    profile.secrets().forEach(hub::secret);
    places.fill(profile.files()).forEach(hub::writeFile);
    Optional<Foreign> peer =
        profile.peer().map(p -> new Foreign(p, places, target.module(), work.resolve("peer.log")));
    Map<String, Long> beside = new HashMap<>();
    try {
      if (peer.isPresent()) {
        try {
          peer.get().start();
        } catch (CheckException e) {
          return List.of(
              Verdict.failed(
                  "peer.start",
                  String.valueOf(e.getMessage()),
                  "Correct peer in the profile; check the module's folder, where its peer lies."));
        }
      }
      profile.beside().forEach(bundle -> beside.put(bundle, addBeside(bundle)));
      return verdicts(new Stage(hub, target, name, profile, places, peer));
    } finally {
      beside.forEach(this::removeBeside);
      peer.ifPresent(Foreign::close);
      profile.files().keySet().forEach(hub::removeFile);
    }
  }

  private List<Verdict> verdicts(Stage stage) {
    Seam seam = Seam.of(stage.profile().seam());
    LifeChecks life = new LifeChecks(stage);
    FaultChecks faults = new FaultChecks(stage, seam);
    List<Verdict> verdicts = new ArrayList<>();
    stage.deed("forget", Map.of());
    long heap =
        stage.deed("census", Map.of("bundle", -1, "name", stage.name())).path("heap").asLong();
    Verdict installed = life.install();
    verdicts.add(installed);
    if (!installed.bad()) {
      Verdict configured = life.configure();
      verdicts.add(configured);
      if (configured.bad()) {
        notTried(verdicts, "not tried: it does not come ONLINE");
      } else {
        verdicts.addAll(seam.contract(stage));
        verdicts.add(faults.told());
        verdicts.add(life.reconfigure());
        verdicts.add(faults.wrong());
        verdicts.add(faults.peer());
        verdicts.add(faults.messages());
        verdicts.addAll(new UpdateChecks(stage, updates, heap).check());
      }
      verdicts.add(life.stop());
    } else {
      notTried(verdicts, "not tried: it does not start");
    }
    if (stage.bundle() >= 0) {
      verdicts.add(life.uninstall());
    }
    verdicts.add(faults.alone(stage.profile().beside()));
    verdicts.add(faults.hub());
    return verdicts;
  }

  private static void notTried(List<Verdict> verdicts, String why) {
    for (String id :
        List.of(
            "life.reconfigure",
            "wrong.configuration",
            "peer.lost",
            "stop.messages",
            "life.update",
            "life.threads",
            "life.classes",
            "life.heap")) {
      verdicts.add(Verdict.notApplicable(id, why));
    }
  }

  /** A bundle of the distribution, with one instance where it has settings. */
  private long addBeside(String bundle) {
    Path file =
        floor
            .bundle(bundle)
            .orElseThrow(
                () ->
                    new CheckException(
                        "the distribution has no bundle " + bundle + " to run beside"));
    hub.configure(bundle, BESIDE, Map.of("name", BESIDE));
    try {
      long id = hub.ask("install", Map.of("file", file.toString()), STEP).asLong();
      hub.ask("start", Map.of("bundle", id), STEP);
      return id;
    } catch (Door.Refusal | Door.Silence e) {
      throw new CheckException(bundle + " does not run beside: " + e.getMessage(), e);
    }
  }

  private void removeBeside(String bundle, long id) {
    hub.configure(bundle, BESIDE, Map.of());
    try {
      hub.ask("uninstall", Map.of("bundle", id), STEP);
    } catch (Door.Refusal | Door.Silence e) {
      throw new CheckException(bundle + " cannot be removed: " + e.getMessage(), e);
    }
  }
}
