// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long audio takes to play; remembers what it has read. Guarded by the switch. */
final class AudioLengths {
  private static final String DIGITS = "digits:";
  private static final Duration DIGIT = Duration.ofMillis(400);
  private static final int REMEMBERED = 2_000;
  private static final int HEADER = 44;
  private static final int BYTE_RATE_AT = 28;

  private final Map<String, Duration> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Duration> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** All of it, one after another; empty when a part cannot be played. */
  Optional<Duration> of(List<String> audio) {
    Duration sum = Duration.ZERO;
    for (String uri : audio) {
      Optional<Duration> length = length(uri);
      if (length.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.plus(length.get());
    }
    return Optional.of(sum);
  }

  private Optional<Duration> length(String uri) {
    if (uri.startsWith(DIGITS)) {
      return Optional.of(DIGIT.multipliedBy(uri.length() - DIGITS.length()));
    }
    Duration length = known.get(uri);
    if (length != null) {
      return Optional.of(length);
    }
    Optional<Duration> read = read(uri);
    read.ifPresent(found -> known.put(uri, found));
    return read;
  }

  private static Optional<Duration> read(String uri) {
    try {
      Path file = Path.of(URI.create(uri));
      byte[] head;
      try (InputStream in = Files.newInputStream(file)) {
        head = in.readNBytes(HEADER);
      }
      int rate = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(BYTE_RATE_AT);
      long bytes = Files.size(file) - HEADER;
      return rate <= 0 || bytes < 0
          ? Optional.empty()
          : Optional.of(Duration.ofMillis(bytes * 1000 / rate));
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // not there, no file URI, no WAV: a switch plays none of these
    }
  }
}
