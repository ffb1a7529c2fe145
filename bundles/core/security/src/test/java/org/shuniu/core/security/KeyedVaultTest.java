// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.HealthProbe.Health;
import org.shuniu.api.hub.Vault;

class KeyedVaultTest {
  private static final String IDENTITY = "11010519491231002X";

  private final Map<String, String> secrets =
      new HashMap<>(
          Map.of(
              "env:NEW", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
              "env:OLD", "/wECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));

  private KeyedVault vault(String key, String... former) {
    return new KeyedVault(this::secret, key, List.of(former));
  }

  private String secret(String reference) {
    String secret = secrets.get(reference);
    if (secret == null) {
      throw HubException.invalid("hub.secret.missing", Map.of("reference", reference));
    }
    return secret;
  }

  @Test
  void whatIsSealedIsOpenedAgainAndLooksDifferentEachTime() {
    KeyedVault vault = vault("env:NEW");
    String sealed = vault.seal(IDENTITY);
    assertThat(sealed).startsWith(Vault.PREFIX).doesNotContain(IDENTITY);
    assertThat(vault.open(sealed)).isEqualTo(IDENTITY);
    assertThat(vault.seal(IDENTITY)).isNotEqualTo(sealed);
    assertThat(vault.open(vault.seal("王小明 ".repeat(800)))).hasSize(3_200);
  }

  @Test
  void everyChangeIsNoticed() {
    KeyedVault vault = vault("env:NEW");
    String sealed = vault.seal(IDENTITY);
    for (int i = sealed.lastIndexOf(':') + 1; i < sealed.length() - 1; i++) {
      char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
      String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
      assertCode(() -> vault.open(changed), "hub.vault.unreadable");
    }
    assertCode(() -> vault.open(IDENTITY), "hub.vault.unreadable");
    assertCode(() -> vault.open("sealed:"), "hub.vault.unreadable");
    assertCode(() -> vault.open(sealed.substring(0, 18)), "hub.vault.unreadable");
  }

  @Test
  void aNewKeySealsWhileTheFormerOpensAndKeepsFingerprints() {
    KeyedVault before = vault("env:OLD");
    String old = before.seal(IDENTITY);
    KeyedVault after = vault("env:NEW", "env:OLD");
    assertThat(after.open(old)).isEqualTo(IDENTITY);
    assertCode(() -> before.open(after.seal(IDENTITY)), "hub.vault.key-unknown");
    assertThat(after.fingerprint("identity", IDENTITY))
        .isEqualTo(before.fingerprint("identity", IDENTITY));
  }

  @Test
  void fingerprintsAreStablePerPurposeAndKeyAndTellNothing() {
    KeyedVault vault = vault("env:NEW");
    String print = vault.fingerprint("identity", IDENTITY);
    assertThat(print)
        .matches("[0-9a-f]{64}")
        .isEqualTo(vault("env:NEW").fingerprint("identity", IDENTITY))
        .isNotEqualTo(vault.fingerprint("phone", IDENTITY))
        .isNotEqualTo(vault("env:OLD").fingerprint("identity", IDENTITY));
  }

  @Test
  void withoutAKeyItIsDownAndNothingIsMadeUntilTheKeyIsThere() {
    String key = secrets.remove("env:NEW");
    KeyedVault vault = vault("env:NEW");
    assertCode(() -> vault.seal(IDENTITY), "hub.vault.closed");
    assertThat(vault.check().status()).isEqualTo(Health.Status.DOWN);
    assertThat(vault.check().message()).contains("env:NEW");
    secrets.put("env:NEW", "dG9vIHNob3J0");
    assertThat(vault.check().message()).contains("hub.vault.key-invalid").doesNotContain("dG9v");
    secrets.put("env:NEW", key);
    assertThat(vault.check().status()).isEqualTo(Health.Status.UP);
    assertThat(vault.open(vault.seal(IDENTITY))).isEqualTo(IDENTITY);
  }

  private static void assertCode(Runnable work, String code) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageNotContaining(IDENTITY);
  }
}
