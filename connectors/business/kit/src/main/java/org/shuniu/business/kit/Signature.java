// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves who sent a request and that nobody changed it: HMAC-SHA256, in Base64, with the shared
 * secret over five lines that end with LF, the last one without: method, path with query, time (ISO
 * 8601, UTC), nonce, SHA-256 of the body in lower-case hexadecimal digits.
 */
public final class Signature {
  public static final String KEY = "X-Signature-Key";
  public static final String TIME = "X-Signature-Time";
  public static final String NONCE = "X-Signature-Nonce";
  public static final String VALUE = "X-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /** Base64 of the signature. */
  public static String of(
      String secret, String method, String path, String time, String nonce, byte[] body) {
    try {
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(text(method, path, time, nonce, digest)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What is signed, whatever the algorithm.
   *
   * @param digest of the body, in lower-case hexadecimal digits
   */
  public static byte[] text(String method, String path, String time, String nonce, String digest) {
    return String.join("\n", method, path, time, nonce, digest).getBytes(StandardCharsets.UTF_8);
  }

  /** In a time that does not tell how much of them is the same. */
  public static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
