// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.speech;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What telephones take: WAV, PCM, 8 kHz, 16 bit, mono. */
final class Wav {
  private static final int HEADER = 36;

  private Wav() {}

  /** Throws an {@code IOException} that says what the file is instead. */
  static void require(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEADER);
    }
    if (head.length < HEADER || !text(head, 0).equals("RIFF") || !text(head, 8).equals("WAVE")) {
      throw new IOException("what was made is no WAV file");
    }
    ByteBuffer format = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    int coding = format.getShort(20);
    int channels = format.getShort(22);
    int rate = format.getInt(24);
    int bits = format.getShort(34);
    if (coding != 1 || channels != 1 || rate != 8_000 || bits != 16) {
      throw new IOException(
          "what was made has coding %d, %d channels, %d Hz, %d bit"
              .formatted(coding, channels, rate, bits));
    }
  }

  private static String text(byte[] head, int at) {
    return new String(head, at, 4, StandardCharsets.US_ASCII);
  }
}
