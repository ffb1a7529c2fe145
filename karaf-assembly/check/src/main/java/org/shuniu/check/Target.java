// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What shall be checked.
 *
 * @param jar the bundle
 * @param module the folder in which its author works
 */
public record Target(Path jar, Path module) {
  private static final String NO_BUNDLE = ".*-(sources|javadoc|tests|test-sources)\\.jar";

  /** Of a bundle, or of a Maven module that has been built. */
  static Target of(Path given) {
    Path path = given.toAbsolutePath().normalize();
    if (Files.isDirectory(path)) {
      return new Target(builtIn(path), path);
    }
    if (!Files.isRegularFile(path)) {
      throw new CheckException("there is no file " + path);
    }
    Path folder = parent(path);
    return new Target(path, folder.endsWith("target") ? parent(folder) : folder);
  }

  private static Path builtIn(Path module) {
    Path target = module.resolve("target");
    if (!Files.isDirectory(target)) {
      throw new CheckException(module + " is not built: run 'mvn package' in it");
    }
    try (Stream<Path> files = Files.list(target)) {
      List<Path> jars =
          files
              .filter(file -> file.toString().endsWith(".jar"))
              .filter(file -> !file.toString().matches(NO_BUNDLE))
              .toList();
      if (jars.size() != 1) {
        throw new CheckException(
            jars.isEmpty()
                ? module + " is not built: run 'mvn package' in it"
                : target + " holds several bundles: name the one to check");
      }
      return jars.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }
}
