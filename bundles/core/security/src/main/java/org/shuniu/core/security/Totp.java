// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/**
 * The codes of RFC 6238 as every authenticator makes them: SHA-1, six digits, a new one every
 * thirty seconds. Secrets are Base32 text.
 */
final class Totp {
  private static final int SECRET_BYTES = 20;
  private static final int STEP_SECONDS = 30;
  private static final int DIGITS = 6;
  private static final int MODULUS = 1_000_000;

  /** The clocks of two devices differ; one code before and after the present one is accepted. */
  private static final int SKEW = 1;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Totp() {}

  /** 160 random bits, as many as the hash has. */
  static String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return Base32.toBase32String(bytes);
  }

  /** Which thirty seconds since 1970. */
  static long step(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), (long) STEP_SECONDS);
  }

  /** The code of a step. */
  static String code(String secret, long step) {
    byte[] hash = mac(Base32.decode(secret), step);
    int offset = hash[hash.length - 1] & 0xf;
    int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
    return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
  }

  /** The step that a code is of, if it is of one near now. */
  static OptionalLong stepOf(String code, String secret, Instant now) {
    long present = step(now);
    return LongStream.rangeClosed(present - SKEW, present + SKEW)
        .filter(step -> same(code(secret, step), code))
        .findFirst();
  }

  /** What an authenticator reads from the picture. */
  static String uri(String issuer, String login, String secret) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
        .formatted(escaped(issuer), escaped(login), secret, escaped(issuer), DIGITS, STEP_SECONDS);
  }

  private static byte[] mac(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "RAW"));
      return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
