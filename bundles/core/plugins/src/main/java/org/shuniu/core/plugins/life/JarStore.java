// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.shuniu.api.base.Ids;

/**
 * The jars of all versions that are kept, each under the hash of its content. A jar is there whole
 * or not at all, also after a power cut.
 */
final class JarStore {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Path jars;
  private final Path incoming;

  JarStore(Path folder) {
    this.jars = folder.resolve("jars");
    this.incoming = folder.resolve("incoming");
    try {
      Files.createDirectories(jars);
      Files.createDirectories(incoming);
      for (Path left : files(incoming)) {
        Files.delete(left);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A name for a file that is being written; what is left there is gone at the next start. */
  Path fresh() {
    return incoming.resolve(Ids.next());
  }

  /** Takes a file over. */
  void keep(Path file, String sha256) throws IOException {
    sync(file);
    Files.move(file, path(sha256), StandardCopyOption.ATOMIC_MOVE);
    sync(jars);
  }

  /** The jar with this content. */
  Optional<Path> find(String sha256) {
    return SHA256.matcher(sha256).matches() && Files.isRegularFile(path(sha256))
        ? Optional.of(path(sha256))
        : Optional.empty();
  }

  /** As {@link #find}, and its content is what it was. */
  Optional<Path> intact(String sha256) throws IOException {
    Optional<Path> jar = find(sha256);
    return jar.isPresent() && Digest.of(jar.get()).equals(sha256) ? jar : Optional.empty();
  }

  /** Deletes all others. */
  void retain(Set<String> wanted) throws IOException {
    for (Path jar : files(jars)) {
      if (!wanted.contains(jar.getFileName().toString().replace(".jar", ""))) {
        Files.deleteIfExists(jar);
      }
    }
  }

  private Path path(String sha256) {
    return jars.resolve(sha256 + ".jar");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** Waits until the disk has it; a folder too, so that its new name survives. */
  static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
