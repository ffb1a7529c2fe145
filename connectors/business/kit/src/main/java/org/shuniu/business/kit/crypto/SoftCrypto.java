// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.shuniu.api.base.HubException;

/**
 * {@link Crypto} by the JDK and Bouncy Castle. The provider is used without being registered: what
 * comes with a link changes nothing for others in the process.
 *
 * <p>A key is a secret's text: of a code its letters in UTF-8, of {@code SM4} and {@code AES} 32 or
 * 64 hexadecimal digits, of the others what {@link Keys} reads.
 */
public final class SoftCrypto implements Crypto {
  private static final Set<String> DIGESTS = Set.of("SM3", "SHA-256");
  private static final Set<String> CODES = Set.of("HmacSM3", "HmacSHA256");
  private static final Set<String> SIGNATURES =
      Set.of("SM3withSM2", "SHA256withRSA", "SHA256withECDSA");
  private static final Set<String> CIPHERS = Set.of("SM4/GCM", "AES/GCM", "SM2");
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Provider provider = new BouncyCastleProvider();
  private final SecureRandom random = new SecureRandom();
  private final UnaryOperator<String> keys;

  /**
   * With these keys.
   *
   * @param keys gives the text of a key by its reference, each time it is needed
   */
  public SoftCrypto(UnaryOperator<String> keys) {
    this.keys = keys;
  }

  /** What a library does that may fail. */
  @FunctionalInterface
  private interface Work<T> {
    T done() throws GeneralSecurityException;
  }

  private static <T> T known(Set<String> algorithms, String algorithm, String fault, Work<T> work) {
    if (!algorithms.contains(algorithm)) {
      throw HubException.invalid(
          "business.crypto.algorithm-unknown", Map.of("algorithm", algorithm));
    }
    try {
      return work.done();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // What the library says may quote a key.
      throw HubException.invalid(fault, Map.of("algorithm", algorithm));
    }
  }

  @Override
  public byte[] digest(String algorithm, byte[] text) {
    return known(
        DIGESTS,
        algorithm,
        "business.crypto.text-invalid",
        () -> MessageDigest.getInstance(algorithm, provider).digest(text));
  }

  @Override
  public byte[] sign(String algorithm, String key, byte[] text) {
    if (CODES.contains(algorithm)) {
      return code(algorithm, key, text);
    }
    PrivateKey secret = privateKey(algorithm, key);
    return known(
        SIGNATURES,
        algorithm,
        "business.crypto.key-invalid",
        () -> {
          Signature signature = Signature.getInstance(algorithm, provider);
          signature.initSign(secret, random);
          signature.update(text);
          return signature.sign();
        });
  }

  @Override
  public boolean verify(String algorithm, String key, byte[] text, byte[] given) {
    if (CODES.contains(algorithm)) {
      return MessageDigest.isEqual(code(algorithm, key, text), given);
    }
    PublicKey open =
        known(
            SIGNATURES,
            algorithm,
            "business.crypto.key-invalid",
            () -> Keys.open(algorithm, keys.apply(key), provider));
    try {
      Signature signature = Signature.getInstance(algorithm, provider);
      signature.initVerify(open);
      signature.update(text);
      return signature.verify(given);
    } catch (GeneralSecurityException e) {
      return false; // no signature at all, by its form
    }
  }

  private byte[] code(String algorithm, String key, byte[] text) {
    return known(
        CODES,
        algorithm,
        "business.crypto.key-invalid",
        () -> {
          Mac mac = Mac.getInstance(algorithm, provider);
          mac.init(new SecretKeySpec(keys.apply(key).getBytes(StandardCharsets.UTF_8), algorithm));
          return mac.doFinal(text);
        });
  }

  private PrivateKey privateKey(String algorithm, String key) {
    return known(
        SIGNATURES,
        algorithm,
        "business.crypto.key-invalid",
        () -> Keys.secret(algorithm, keys.apply(key), provider));
  }

  @Override
  public byte[] encrypt(String algorithm, String key, byte[] text) {
    return known(
        CIPHERS,
        algorithm,
        "business.crypto.key-invalid",
        () -> {
          if (algorithm.equals("SM2")) {
            Cipher cipher = Cipher.getInstance("SM2", provider);
            cipher.init(
                Cipher.ENCRYPT_MODE, Keys.open("SM3withSM2", keys.apply(key), provider), random);
            return cipher.doFinal(text);
          }
          byte[] nonce = new byte[NONCE_BYTES];
          random.nextBytes(nonce);
          byte[] sealed = gcm(algorithm, Cipher.ENCRYPT_MODE, key, nonce).doFinal(text);
          return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
        });
  }

  @Override
  public byte[] decrypt(String algorithm, String key, byte[] encrypted) {
    return known(
        CIPHERS,
        algorithm,
        "business.crypto.text-invalid",
        () -> {
          if (algorithm.equals("SM2")) {
            Cipher cipher = Cipher.getInstance("SM2", provider);
            cipher.init(Cipher.DECRYPT_MODE, Keys.secret("SM3withSM2", keys.apply(key), provider));
            return cipher.doFinal(encrypted);
          }
          if (encrypted.length < NONCE_BYTES) {
            throw new IllegalArgumentException("too short");
          }
          byte[] nonce = Arrays.copyOf(encrypted, NONCE_BYTES);
          return gcm(algorithm, Cipher.DECRYPT_MODE, key, nonce)
              .doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES);
        });
  }

  private Cipher gcm(String algorithm, int mode, String key, byte[] nonce)
      throws GeneralSecurityException {
    String name = algorithm.substring(0, algorithm.indexOf('/'));
    Key secret = new SecretKeySpec(Keys.bytes(keys.apply(key)), name);
    Cipher cipher = Cipher.getInstance(name + "/GCM/NoPadding", provider);
    cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
