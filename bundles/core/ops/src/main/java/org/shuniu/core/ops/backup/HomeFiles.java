// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Which files of a home are not to be lost, besides database and journal. */
final class HomeFiles {
  /** Settings, keys, what administrators installed. */
  private static final List<String> SETTINGS =
      List.of(
          "home.properties",
          "etc",
          "secrets",
          "deploy",
          "repository",
          "run/shipped.sha256",
          "run/vault-key.made",
          "asterisk/ami.secret",
          "asterisk/phones",
          "asterisk/sounds",
          "data/prompts",
          "data/plugins/jars");

  /** Recordings, and whatever else connectors keep. */
  private static final List<String> RECORDINGS = List.of("asterisk/recordings", "data/connectors");

  private final Path home;

  HomeFiles(Path home) {
    this.home = home;
  }

  /**
   * A file when it was listed.
   *
   * @param name in the archive
   */
  record Found(String name, Path file, long size, long modifiedMs) {}

  List<Found> settings() throws IOException {
    return list(SETTINGS);
  }

  List<Found> recordings() throws IOException {
    return list(RECORDINGS);
  }

  /** Whether a file here would be part of the next backup. */
  boolean contains(Path file) {
    return List.of(SETTINGS, RECORDINGS).stream()
        .flatMap(List::stream)
        .anyMatch(root -> file.startsWith(home.resolve(root)));
  }

  private List<Found> list(List<String> roots) throws IOException {
    List<Found> found = new ArrayList<>();
    for (String root : roots) {
      Path start = home.resolve(root);
      if (Files.exists(start)) {
        // A folder may itself be a link to a larger disk; links below it are not followed.
        walk(root, start.toRealPath(), found);
      }
    }
    return found;
  }

  private static void walk(String root, Path start, List<Found> found) throws IOException {
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
            if (is.isRegularFile()) {
              String below = start.relativize(file).toString();
              String name = Manifest.HOME + root + (below.isEmpty() ? "" : "/" + below);
              found.add(new Found(name, file, is.size(), is.lastModifiedTime().toMillis()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) throws IOException {
            if (Files.exists(file)) {
              throw gone;
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
