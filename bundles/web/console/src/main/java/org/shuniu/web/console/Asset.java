// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.console;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One file of the console, held in memory: all of them are about two megabytes.
 *
 * @param path below the root, without a leading slash
 * @param content as it was built
 * @param gzip the same compressed at build time, if that was worth it
 * @param etag a strong validator, quoted
 */
record Asset(String path, byte[] content, Optional<byte[]> gzip, String etag) {
  private static final int ETAG_CHARACTERS = 32;
  private static final String BINARY = "application/octet-stream";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "woff2", "font/woff2",
          "wav", "audio/wav");

  static Asset of(String path, byte[] content, Optional<byte[]> gzip) {
    return new Asset(path, content, gzip, '"' + digest(content) + '"');
  }

  /** Media type by the ending of the name. */
  String type() {
    String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(ending, BINARY);
  }

  /** The name holds a hash of the content, so the content behind it never changes. */
  boolean immutable() {
    return path.startsWith("assets/");
  }

  private static String digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash).substring(0, ETAG_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
