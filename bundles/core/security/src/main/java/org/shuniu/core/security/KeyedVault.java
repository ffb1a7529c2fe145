// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.HealthProbe;
import org.shuniu.api.hub.Secrets;
import org.shuniu.api.hub.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vault: AES-256-GCM with a random nonce; a sealed value is {@code sealed:KEYID:BASE64URL} of
 * nonce, cipher text and tag, and the key's id is authenticated with it.
 *
 * <p>The hub never makes a key by itself, as a new one over existing data would lose them. While
 * the keys cannot be read, everything fails with {@code hub.vault.closed} (kind CAPACITY), the
 * health is DOWN, and each use looks for them again.
 */
@Component(
    service = {Vault.class, HealthProbe.class},
    immediate = true,
    configurationPid = VaultConfig.PID)
@Designate(ocd = VaultConfig.class)
public final class KeyedVault implements Vault, HealthProbe {
  private static final Logger LOG = LoggerFactory.getLogger(KeyedVault.class);
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int LONGEST = 4_000;

  private final Secrets secrets;
  private final List<String> references = new ArrayList<>();
  private final SecureRandom random = new SecureRandom();
  private volatile @Nullable VaultKeys keys;

  @Activate
  public KeyedVault(@Reference Secrets secrets, VaultConfig config) {
    this(secrets, config.keySecret(), List.of(config.formerKeySecrets()));
    Health health = check();
    if (health.status() != Health.Status.UP) {
      LOG.error("{}; nothing can be sealed or opened until it is there", health.message());
    }
  }

  KeyedVault(Secrets secrets, String key, List<String> formerKeys) {
    this.secrets = secrets;
    references.add(key);
    references.addAll(formerKeys);
  }

  @Override
  public String seal(String plain) {
    if (plain.length() > LONGEST) {
      throw HubException.invalid("hub.vault.too-long", Map.of("length", plain.length()));
    }
    VaultKeys present = keys();
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    String id = present.current();
    try {
      byte[] text = plain.getBytes(StandardCharsets.UTF_8);
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, present.sealing(id), id, nonce).doFinal(text);
      byte[] all = new byte[NONCE_BYTES + sealed.length];
      System.arraycopy(nonce, 0, all, 0, NONCE_BYTES);
      System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
      return PREFIX + id + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw HubException.internal("hub.vault.failed", e);
    }
  }

  @Override
  public String open(String sealed) {
    int colon = sealed.indexOf(':', PREFIX.length());
    if (!Vault.isSealed(sealed) || colon < 0) {
      throw unreadable(new IllegalArgumentException("not a sealed value"));
    }
    String id = sealed.substring(PREFIX.length(), colon);
    try {
      byte[] all = Base64.getUrlDecoder().decode(sealed.substring(colon + 1));
      if (all.length < NONCE_BYTES) {
        throw unreadable(new IllegalArgumentException("too short"));
      }
      byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, keys().sealing(id), id, nonce);
      byte[] plain = cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return new String(plain, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  @Override
  public String fingerprint(String purpose, String plain) {
    return HexFormat.of().formatHex(keys().fingerprint(purpose, plain));
  }

  @Override
  public String name() {
    return "vault";
  }

  @Override
  public Health check() {
    try {
      keys();
      return Health.up();
    } catch (HubException e) {
      return Health.down("The vault's key cannot be read: " + e.arguments().get("reason"));
    }
  }

  private VaultKeys keys() {
    VaultKeys present = keys;
    if (present == null) {
      try {
        present = new VaultKeys(references.stream().map(secrets::resolve).toList());
      } catch (HubException e) {
        throw HubException.capacity("hub.vault.closed", Map.of("reason", e.getMessage()));
      }
      keys = present;
    }
    return present;
  }

  private static Cipher cipher(int mode, SecretKey key, String id, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((PREFIX + id).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static HubException unreadable(Exception cause) {
    return HubException.internal("hub.vault.unreadable", cause);
  }
}
