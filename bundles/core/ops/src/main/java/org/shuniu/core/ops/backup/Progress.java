// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.backup;

import java.util.Locale;
import java.util.function.Consumer;

/** Tells a person how far long work is, every few seconds. */
final class Progress {
  private static final long EVERY_NANOS = 3_000_000_000L;

  private final Consumer<String> out;
  private long last = System.nanoTime();
  private long files;
  private long bytes;

  Progress(Consumer<String> out) {
    this.out = out;
  }

  void say(String line) {
    out.accept(line);
  }

  /** One more file of a stretch of work. */
  void file(String verb, long size) {
    files++;
    bytes += size;
    long now = System.nanoTime();
    if (now - last >= EVERY_NANOS) {
      last = now;
      out.accept("  " + verb + " " + files + " files, " + size(bytes));
    }
  }

  /** The next stretch is counted from zero. */
  void restart() {
    files = 0;
    bytes = 0;
  }

  static String size(long bytes) {
    return bytes < 1024 * 1024
        ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
        : String.format(Locale.ROOT, "%.1f MiB", bytes / 1024.0 / 1024.0);
  }
}
