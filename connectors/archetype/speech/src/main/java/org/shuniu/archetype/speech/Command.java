// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.speech;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of this machine with its arguments, separated by blanks; {@code {name}} stands for what
 * is given at each run. It is run without a shell, bounded in time and in what it may say.
 */
final class Command {
  private static final int MOST_WORDS = 2_000;

  private final List<String> words;
  private final Duration timeout;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  Command(String line, Duration timeout) {
    this.words = List.of(line.strip().split("\\s+"));
    this.timeout = timeout;
  }

  /** Whether the program is there: a path, or a name on the search path. */
  boolean present() {
    Stream<Path> places =
        words.get(0).contains(File.separator)
            ? Stream.of(Path.of(words.get(0)))
            : Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, words.get(0)));
    return places.anyMatch(Files::isExecutable);
  }

  /**
   * Returns when the program has ended well; an {@code IOException} says how it did not.
   *
   * @param input what it reads; text never stands among the arguments
   */
  void run(Map<String, String> values, String input) throws IOException {
    List<String> arguments = words.stream().map(word -> filled(word, values)).toList();
    Process process = new ProcessBuilder(arguments).redirectErrorStream(true).start();
    running.add(process);
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(arguments.get(0) + " took too long");
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            "%s ended with %d: %s".formatted(arguments.get(0), process.exitValue(), said(process)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(arguments.get(0) + " was interrupted", e);
    } finally {
      process.destroyForcibly();
      running.remove(process);
    }
  }

  private static String filled(String word, Map<String, String> values) {
    String filled = word;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", value.getValue());
    }
    return filled;
  }

  private static String said(Process process) throws IOException {
    try (InputStream out = process.getInputStream()) {
      return new String(out.readNBytes(MOST_WORDS), StandardCharsets.UTF_8).strip();
    }
  }

  void killAll() {
    running.forEach(Process::destroyForcibly);
  }
}
