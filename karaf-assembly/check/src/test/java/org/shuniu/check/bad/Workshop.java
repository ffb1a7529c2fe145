// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.bad;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Makes all bad connectors, and the system that they talk to: {@code Workshop FOLDER}. */
public final class Workshop {
  private Workshop() {}

  /** Prints a line for each: file, check that refuses it, whether it takes a hub to see it. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    for (Flaw flaw : Flaw.values()) {
      System.out.printf(
          "%s %s %s%n",
          make(flaw, folder),
          flaw.check.isEmpty() ? "-" : flaw.check,
          flaw.live() ? "live" : "file");
    }
    Path peer = folder.resolve("peer/org/shuniu/check/bad/EchoPeer.class");
    Files.createDirectories(peer.getParent());
    try (InputStream in = Workshop.class.getResourceAsStream("EchoPeer.class")) {
      Files.copy(in, peer, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static Path make(Flaw flaw, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path jar = folder.resolve(flaw.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".jar");
    flaw.write(jar);
    return jar;
  }
}
