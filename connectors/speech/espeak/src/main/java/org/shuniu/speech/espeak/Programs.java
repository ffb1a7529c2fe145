// SPDX-License-Identifier: Apache-2.0
package org.shuniu.speech.espeak;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Runs programs of this machine, bounded in time and in what they may say. */
final class Programs {
  private static final int MOST_WORDS = 2_000;

  private final Duration timeout;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  Programs(Duration timeout) {
    this.timeout = timeout;
  }

  /** Returns when the program has ended well; an {@code IOException} says how it did not. */
  void run(List<String> command, String input) throws IOException {
    // Both kinds of output are one short stream: a program that fills it up blocks, and is killed.
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    running.add(process);
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(command.get(0) + " took longer than " + timeout.toMillis() + " ms");
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            "%s ended with %d: %s".formatted(command.get(0), process.exitValue(), words(process)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(command.get(0) + " was interrupted", e);
    } finally {
      process.destroyForcibly();
      running.remove(process);
    }
  }

  void killAll() {
    running.forEach(Process::destroyForcibly);
  }

  private static String words(Process process) throws IOException {
    try (InputStream out = process.getInputStream()) {
      return new String(out.readNBytes(MOST_WORDS), StandardCharsets.UTF_8).strip();
    }
  }
}
