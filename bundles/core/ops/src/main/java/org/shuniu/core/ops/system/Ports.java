// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.system;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** The TCP ports on which this process listens, where the kernel tells (Linux). */
final class Ports {
  private static final String LISTEN = "0A";
  private static final int LOCAL = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private final Path process;

  /**
   * @param process {@code /proc/self}
   */
  Ports(Path process) {
    this.process = process;
  }

  Set<Integer> listening() {
    Set<Integer> ports = new TreeSet<>();
    try {
      Set<String> own = sockets();
      for (String table : new String[] {"tcp", "tcp6"}) {
        Path file = process.resolve("net").resolve(table);
        if (Files.isReadable(file)) {
          Files.readAllLines(file).forEach(line -> add(line, own, ports));
        }
      }
    } catch (IOException e) {
      // The kernel does not tell; the page shows none.
      return Set.of();
    }
    return ports;
  }

  private static void add(String line, Set<String> own, Set<Integer> ports) {
    String[] words = line.strip().split("\\s+");
    if (words.length > INODE && words[STATE].equals(LISTEN) && own.contains(words[INODE])) {
      ports.add(Integer.parseInt(words[LOCAL].substring(words[LOCAL].lastIndexOf(':') + 1), 16));
    }
  }

  private Set<String> sockets() throws IOException {
    Set<String> inodes = new HashSet<>();
    try (DirectoryStream<Path> handles = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path handle : handles) {
        try {
          String target = Files.readSymbolicLink(handle).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring("socket:[".length(), target.length() - 1));
          }
        } catch (IOException closedMeanwhile) {
          continue;
        }
      }
    }
    return inodes;
  }
}
