// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.crypto;

/**
 * Signs, digests and encrypts by the name of an algorithm and a reference to a key; keys themselves
 * never come out (X3). Algorithms:
 *
 * <ul>
 *   <li>{@code digest}: {@code SM3}, {@code SHA-256}
 *   <li>{@code sign}, {@code verify}: {@code SM3withSM2} (DER, identity {@code 1234567812345678}),
 *       {@code HmacSM3}, {@code HmacSHA256}, {@code SHA256withRSA}, {@code SHA256withECDSA}
 *   <li>{@code encrypt}, {@code decrypt}: {@code SM4/GCM}, {@code AES/GCM} (12 bytes of nonce
 *       before the text), {@code SM2} (C1 C3 C2)
 * </ul>
 *
 * Safe for use by many threads. All methods fail with a {@code HubException}: {@code
 * business.crypto.algorithm-unknown}, {@code business.crypto.key-invalid}, {@code
 * business.crypto.text-invalid}, or {@code business.link.offline}, reason {@code secret-missing}.
 */
public interface Crypto {
  byte[] digest(String algorithm, byte[] text);

  /**
   * A signature, or an authentication code.
   *
   * @param key reference to a secret or a private key
   */
  byte[] sign(String algorithm, String key, byte[] text);

  /**
   * Whether a signature is of this text, by whoever has the key.
   *
   * @param key reference to a secret or a public key
   */
  boolean verify(String algorithm, String key, byte[] text, byte[] signature);

  /** The text, encrypted; twice the same text gives two different results. */
  byte[] encrypt(String algorithm, String key, byte[] text);

  /** The text behind it; fails where it was changed. */
  byte[] decrypt(String algorithm, String key, byte[] encrypted);
}
