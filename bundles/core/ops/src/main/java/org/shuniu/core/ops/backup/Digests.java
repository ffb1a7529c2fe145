// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, and copying that computes it. */
final class Digests {
  private static final int BUFFER = 256 * 1024;

  private Digests() {}

  /**
   * What went through.
   *
   * @param digest SHA-256
   */
  record Copied(long bytes, String digest) {}

  /** Copies until the end or until so many bytes, whichever is first. */
  static Copied copy(InputStream from, OutputStream to, long most) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    long bytes = 0;
    while (bytes < most) {
      int count = from.read(buffer, 0, (int) Math.min(buffer.length, most - bytes));
      if (count < 0) {
        break;
      }
      digest.update(buffer, 0, count);
      to.write(buffer, 0, count);
      bytes += count;
    }
    return new Copied(bytes, HexFormat.of().formatHex(digest.digest()));
  }

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
