// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Vault;

/**
 * A vault for unit tests: keeps all promises but secrecy. A sealed value does not show the value to
 * the eye (so that a test can look for it in logs and tables), yet anybody can open it.
 */
public final class FakeVault implements Vault {
  private static final String BROKEN = "hub.vault.unreadable";

  private final AtomicLong sealed = new AtomicLong();

  @Override
  public String seal(String plain) {
    if (plain.length() > 4_000) {
      throw HubException.invalid("hub.vault.too-long", Map.of("length", plain.length()));
    }
    String marked = sealed.incrementAndGet() + ":" + plain;
    return PREFIX
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(marked.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String open(String text) {
    if (!Vault.isSealed(text)) {
      throw HubException.internal(BROKEN, new IllegalArgumentException("not a sealed value"));
    }
    try {
      byte[] marked = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
      String plain = new String(marked, StandardCharsets.UTF_8);
      return plain.substring(plain.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      throw HubException.internal(BROKEN, e);
    }
  }

  @Override
  public String fingerprint(String purpose, String plain) {
    byte[] both = (purpose + "\0" + plain).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(both).toString();
  }
}
