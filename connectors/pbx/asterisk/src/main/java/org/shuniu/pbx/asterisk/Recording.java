// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A recording that runs: its id and the file that Asterisk writes. */
record Recording(String id, Path file) {
  private static final int HEADER = 44;
  private static final int BYTES_PER_SECOND = 16_000;

  /** Whether Asterisk has finished the file: it writes the length into the header at the end. */
  boolean complete() {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
      channel.read(length, 4);
      return length.position() == 4 && length.getInt(0) + 8L == channel.size();
    } catch (IOException e) {
      return false;
    }
  }

  /** Size of the file, 0 when it is not there. */
  long bytes() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  /** How much speech so many bytes hold. */
  static Duration length(long bytes) {
    return Duration.ofMillis(Math.max(0, bytes - HEADER) * 1000 / BYTES_PER_SECOND);
  }
}
