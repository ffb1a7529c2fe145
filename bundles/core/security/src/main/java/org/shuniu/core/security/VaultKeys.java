// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.shuniu.api.base.HubException;

/**
 * The keys of the vault, each derived from a master key by HKDF with HMAC-SHA-256 (RFC 5869), so
 * that no master key is used for two things. A key's id follows from the key: nobody has to name
 * it, and a wrong key is noticed.
 */
final class VaultKeys {
  private static final String MAC = "HmacSHA256";
  private static final int BYTES = 32;
  private static final int ID_BYTES = 4;

  private final String current;
  private final Map<String, SecretKey> sealing = new LinkedHashMap<>();
  private final Map<String, SecretKey> fingerprints = new ConcurrentHashMap<>();
  private final byte[] oldest;

  /**
   * @param secrets 32 bytes each as Base64; the first seals, the last makes fingerprints
   */
  VaultKeys(List<String> secrets) {
    List<byte[]> pseudorandom = secrets.stream().map(VaultKeys::extract).toList();
    for (byte[] key : pseudorandom) {
      sealing.put(id(key), new SecretKeySpec(expand(key, "shuniu vault seal"), "AES"));
    }
    this.current = id(pseudorandom.get(0));
    this.oldest = pseudorandom.get(pseudorandom.size() - 1);
  }

  /** Id of the key that seals. */
  String current() {
    return current;
  }

  /** The key of this id; {@code hub.vault.key-unknown} without it. */
  SecretKey sealing(String id) {
    SecretKey key = sealing.get(id);
    if (key == null) {
      throw HubException.capacity("hub.vault.key-unknown", Map.of("key", id));
    }
    return key;
  }

  /** A fingerprint's bytes. */
  byte[] fingerprint(String purpose, String plain) {
    SecretKey key =
        fingerprints.computeIfAbsent(
            purpose,
            name -> new SecretKeySpec(expand(oldest, "shuniu vault fingerprint " + name), MAC));
    return mac(key, plain.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] extract(String secret) {
    byte[] master;
    try {
      master = Base64.getDecoder().decode(secret);
    } catch (IllegalArgumentException e) {
      throw HubException.invalid("hub.vault.key-invalid", Map.of("reason", "not Base64"));
    }
    if (master.length != BYTES) {
      throw HubException.invalid("hub.vault.key-invalid", Map.of("bytes", master.length));
    }
    return mac(new SecretKeySpec(new byte[BYTES], MAC), master);
  }

  /** One block of HKDF's expansion is as long as a key. */
  private static byte[] expand(byte[] key, String info) {
    return mac(new SecretKeySpec(key, MAC), (info + "\u0001").getBytes(StandardCharsets.UTF_8));
  }

  private static String id(byte[] key) {
    return HexFormat.of().formatHex(expand(key, "shuniu vault key id"), 0, ID_BYTES);
  }

  private static byte[] mac(SecretKey key, byte[] data) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw HubException.internal("hub.vault.failed", e);
    }
  }
}
