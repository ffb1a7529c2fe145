// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.pbx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A tone of 800 Hz as telephone audio. */
public final class Tone {
  /** Samples in a second. */
  public static final int RATE = 8000;

  private Tone() {}

  /** A WAV file of 8 kHz, 16 bit, mono. */
  public static byte[] wav(Duration length) {
    int samples = Math.toIntExact(length.toMillis() * RATE / 1000);
    ByteBuffer file = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(36 + 2 * samples).put(ascii("WAVEfmt ")).putInt(16);
    file.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    file.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(2 * samples);
    for (int i = 0; i < samples; i++) {
      file.putShort((short) (8000 * Math.sin(2 * Math.PI * 800 * i / RATE)));
    }
    return file.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
