// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.speech;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A speaker of the tests, a program of its own: {@code Voice OUT} makes of each character of its
 * standard input a tone of its own.
 */
final class Voice {
  private static final int RATE = 8_000;
  private static final int SAMPLES_EACH = 1_600;
  private static final int HEADER = 44;

  private Voice() {}

  public static void main(String[] arguments) throws IOException {
    String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip();
    int[] letters = text.codePoints().toArray();
    int bytes = letters.length * SAMPLES_EACH * 2;
    ByteBuffer wav = ByteBuffer.allocate(HEADER + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + bytes);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * 2);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    for (int letter : letters) {
      double pitch = 300 + letter % 1_000;
      for (int i = 0; i < SAMPLES_EACH; i++) {
        wav.putShort((short) (8_000 * Math.sin(2 * Math.PI * pitch * i / RATE)));
      }
    }
    Files.write(Path.of(arguments[0]), wav.array());
  }
}
