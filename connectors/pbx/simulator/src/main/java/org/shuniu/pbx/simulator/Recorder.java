// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Writes recordings: WAV files in which one hears short tones and pauses. All of one length are
 * links to one file, so that thousands of them need hardly any room.
 */
final class Recorder {
  private static final int RATE = 8000;
  private static final int TONE_HZ = 440;
  private static final int LOUD = 3000;

  private final Path directory;
  private final int maxSeconds;

  /**
   * @param maxSeconds longer recordings are cut to this
   */
  Recorder(Path directory, int maxSeconds) {
    this.directory = directory;
    this.maxSeconds = maxSeconds;
  }

  /** A recording that is complete. */
  record Written(Path file, Duration length, long bytes) {}

  /** Writes a recording of about this length, in whole seconds. */
  Written write(String recording, Duration length) throws IOException {
    int seconds =
        Math.min(maxSeconds, Math.max(1, Math.toIntExact(Math.round(length.toMillis() / 1000.0))));
    Path file = Files.createDirectories(directory).resolve(recording + ".wav");
    Path pattern = directory.resolve(".tone-" + seconds + ".wav");
    if (!Files.exists(pattern)) {
      Files.write(pattern, wav(seconds));
    }
    Files.deleteIfExists(file);
    try {
      Files.createLink(file, pattern);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(pattern, file); // a file system without links, or with too many to one file
    }
    return new Written(file, Duration.ofSeconds(seconds), Files.size(file));
  }

  private static byte[] wav(int seconds) {
    int samples = seconds * RATE;
    ByteBuffer file = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(36 + 2 * samples).put(ascii("WAVEfmt ")).putInt(16);
    file.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    file.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(2 * samples);
    for (int i = 0; i < samples; i++) {
      boolean tone = i / (RATE / 2) % 2 == 0;
      file.putShort((short) (tone ? LOUD * Math.sin(2 * Math.PI * TONE_HZ * i / RATE) : 0));
    }
    return file.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
