// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Random tokens and what is derived from them. */
final class Tokens {
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private Tokens() {}

  /** 256 random bits as 43 characters that need no escape anywhere. */
  static String next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return text(bytes);
  }

  static boolean wellFormed(String token) {
    return FORM.matcher(token).matches();
  }

  /** What the database knows of a token. */
  static String hash(String token) {
    return sha256(token);
  }

  /** Derived, so that it need not be stored; the token cannot be told from it. */
  static String csrf(String token) {
    return text(HexFormat.of().parseHex(sha256("csrf:" + token)));
  }

  /** SHA-256 of the text as UTF-8, in hexadecimal. */
  static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
