// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the lines of a file from its end to its begin, a piece at a time. It holds one piece and
 * one line, however long the file is; of a line that is longer than {@link #LONGEST} the end is
 * left out.
 */
final class Backwards implements Closeable {
  static final int LONGEST = 64 * 1024;
  private static final int PIECE = 128 * 1024;

  private final FileChannel file;
  private byte[] held = new byte[0];

  /** Where {@link #held} begins in the file. */
  private long begin;

  /** How much of {@link #held}, from its begin, was not given yet. */
  private int left;

  private long read;

  /** A line without its end, and where it begins in the file. */
  record Line(String text, long begin) {}

  /**
   * @param end the lines before this place are read
   */
  Backwards(Path path, long end) throws IOException {
    this.file = FileChannel.open(path);
    this.begin = Math.min(end, file.size());
  }

  /** The line before the one that was given last; empty at the begin of the file. */
  Optional<Line> previous() throws IOException {
    int newline = before(left - 2);
    while (newline < 0 && begin > 0) {
      int added = fetch();
      newline = before(Math.min(left - 2, added - 1));
    }
    if (newline < 0 && left == 0) {
      return Optional.empty();
    }
    int from = newline + 1;
    int to = left > from && held[left - 1] == '\n' ? left - 1 : left;
    left = from;
    return Optional.of(
        new Line(new String(held, from, to - from, StandardCharsets.UTF_8), begin + from));
  }

  /** How many bytes were read from the file. */
  long read() {
    return read;
  }

  private int before(int index) {
    for (int i = index; i >= 0; i--) {
      if (held[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Holds another piece in front of what is left; tells how long it is. */
  private int fetch() throws IOException {
    int piece = (int) Math.min(PIECE, begin);
    int kept = Math.min(left, LONGEST);
    byte[] now = new byte[piece + kept];
    ByteBuffer buffer = ByteBuffer.wrap(now, 0, piece);
    long at = begin - piece;
    while (buffer.hasRemaining()) {
      int got = file.read(buffer, at + buffer.position());
      if (got < 0) {
        throw new IOException("the file became shorter");
      }
    }
    System.arraycopy(held, 0, now, piece, kept);
    held = now;
    begin = at;
    left = piece + kept;
    read += piece;
    return piece;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
