// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shuniu.check.file.BundleFile;
import org.shuniu.check.file.FileChecks;
import org.shuniu.check.file.Floor;
import org.shuniu.check.hub.CleanHub;
import org.shuniu.check.live.Course;

/**
 * Checks one connector after another: the file first, then its life in a hub. A hub serves several
 * connectors as long as it is well; the next gets a new one otherwise.
 */
final class Inspection implements AutoCloseable {
  /** In place of all that is tried in a hub. */
  static final String LIFE = "life";

  private final Options options;
  private final Floor floor;
  private final Path work;
  private Optional<CleanHub> hub = Optional.empty();
  private int hubs;
  private boolean closed;

  Inspection(Options options) throws IOException {
    this.options = options;
    this.floor =
        Floor.of(options.root().resolve("karaf-assembly/distribution/target/assembly/system"));
    this.work = Files.createTempDirectory("shuniu-check-");
  }

  List<Report> run() {
    List<Target> targets = options.given().stream().map(Target::of).toList();
    FileChecks files = new FileChecks(floor);
    List<Report> reports = new ArrayList<>();
    for (Target target : targets) {
      long begin = System.nanoTime();
      FileChecks.Findings findings = files.check(target.jar());
      List<Verdict> verdicts = new ArrayList<>(findings.verdicts());
      if (options.staticOnly()) {
        verdicts.add(Verdict.notApplicable(LIFE, "not tried: --static"));
      } else if (findings.good()) {
        verdicts.addAll(
            live(target, findings.file().orElseThrow(), findings.profile().orElseThrow()));
      } else {
        verdicts.add(Verdict.notApplicable(LIFE, "not tried: the file is refused already"));
      }
      String name =
          findings.file().map(BundleFile::shownName).orElse(target.jar().getFileName().toString());
      reports.add(
          new Report(
              name,
              target.jar().toString(),
              verdicts,
              Duration.ofNanos(System.nanoTime() - begin)));
    }
    return reports;
  }

  private List<Verdict> live(Target target, BundleFile file, Profile profile) {
    CleanHub clean = hub.filter(running -> running.health() == 200).orElseGet(this::start);
    try {
      return new Course(clean, floor, options.root(), work, options.updates())
          .run(target, file.shownName(), profile);
    } catch (CheckException e) {
      if (clean.health() == 200) {
        throw e;
      }
      return List.of(
          Verdict.failed(
              "hub.up",
              "the hub is gone: " + e.getMessage(),
              "It must not end the process nor take all its memory; see the hub's log (--keep)."));
    }
  }

  private CleanHub start() {
    hub.ifPresent(CleanHub::close);
    hub = Optional.empty();
    System.err.println("starting a clean hub ...");
    CleanHub started =
        new CleanHub(
            options.root(),
            options.guest(),
            work.resolve("hub" + ++hubs),
            options.offset().orElseGet(CleanHub::freeOffset));
    hub = Optional.of(started);
    return started;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    hub.ifPresent(CleanHub::close);
    if (options.keep()) {
      System.err.println("kept: " + work);
      return;
    }
    try (Stream<Path> files = Files.walk(work)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
