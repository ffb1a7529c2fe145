// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.LinkState;
import org.shuniu.core.ops.HealthReport;

/** What the hub's own parts tell, as readings. */
final class HubParts {
  private HubParts() {}

  /** A stopped link is stopped on purpose. */
  static List<Reading> links(List<Connectors.Status> connectors) {
    return connectors.stream()
        .map(
            c -> {
              LinkState link = c.link();
              boolean down =
                  link.status() != LinkState.Status.ONLINE
                      && link.status() != LinkState.Status.STOPPED;
              return new Reading(
                  "link.down",
                  c.seam() + "/" + c.instance(),
                  down ? 1 : 0,
                  "level",
                  (link.status() + " " + link.reason()).strip());
            })
        .toList();
  }

  /** Links have readings of their own. */
  static List<Reading> checks(HealthReport report, Set<String> links) {
    return report.checks().stream()
        .filter(check -> !links.contains(check.name()))
        .map(
            check ->
                new Reading(
                    "part.level", check.name(), check.status().ordinal(), "level", check.message()))
        .toList();
  }

  static Reading bundles(BundleContext context) {
    List<String> idle =
        Arrays.stream(context.getBundles())
            .filter(b -> b.getHeaders().get(Constants.FRAGMENT_HOST) == null)
            .filter(b -> b.getState() != Bundle.ACTIVE && b.getState() != Bundle.STARTING)
            .map(b -> String.valueOf(b.getSymbolicName()))
            .sorted()
            .toList();
    return new Reading("bundle.inactive", "", idle.size(), "count", String.join(", ", idle));
  }

  /**
   * How old the newest backup in the home's own folder is; where there is none, as old as the home.
   */
  static Optional<Reading> backup(Path home, Clock clock) {
    try {
      Optional<Path> newest = newest(home.resolve("backup"));
      Path since = newest.orElse(home.resolve("secrets"));
      if (!Files.exists(since)) {
        return Optional.empty();
      }
      Instant at = Files.getLastModifiedTime(since).toInstant();
      double hours = Duration.between(at, clock.instant()).toMinutes() / 60.0;
      String note = newest.map(file -> file.getFileName().toString()).orElse("none was made");
      return Optional.of(new Reading("backup.age.hours", "", Math.max(0, hours), "hours", note));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> newest(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".zip"))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()));
    }
  }
}
