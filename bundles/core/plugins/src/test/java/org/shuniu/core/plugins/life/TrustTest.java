// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.core.plugins.life.ChangeRow.Outcome;

/** Whose plugins come in. */
class TrustTest {
  @TempDir Path home;
  private LifeRig rig;
  private KeyPair provider;

  @BeforeEach
  void start() throws Exception {
    rig = new LifeRig(home, Optional.of(JarMaker.sample("1.0.0")));
    provider = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Path keys = Files.createDirectories(home.resolve("etc/plugins/keys"));
    String pem = Base64.getMimeEncoder().encodeToString(provider.getPublic().getEncoded());
    Files.writeString(
        keys.resolve("provider.pem"),
        "-----BEGIN PUBLIC KEY-----\n" + pem + "\n-----END PUBLIC KEY-----\n");
    Files.writeString(keys.resolve("broken.pem"), "no key");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void inProductionOnlyWhatATrustedKeyHasSignedComesIn() throws Exception {
    rig.settings.put("signaturesRequired", true);
    byte[] jar = JarMaker.sample("1.1.0").bytes();
    assertThatThrownBy(() -> rig.begin(jar)).hasMessageContaining("plugins.signature.missing");
    var candidate = rig.look(jar, Optional.of(sign(jar, provider)));
    assertThat(candidate.signer()).contains("provider");
    ChangeRow change =
        rig.ended(rig.life.install(candidate.id(), Optional.empty(), false, Doer.SHELL));
    assertThat(change.outcome).as(change.reason).isEqualTo(Outcome.DONE);
    assertThat(change.signer).isEqualTo("provider");
  }

  @Test
  void elsewhereThePreviewTellsThatNobodySignedIt() {
    var verdict = rig.life.preview(rig.look(JarMaker.sample("1.1.0").bytes())).get(0);
    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.notes())
        .extracting(note -> note.code())
        .containsExactly("plugins.note.unsigned");
  }

  @Test
  void aSignatureOfAnotherKeyOrAnotherFileIsRefused() throws Exception {
    byte[] jar = JarMaker.sample("1.1.0").bytes();
    KeyPair stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    for (String signature :
        new String[] {
          sign(jar, stranger), sign(JarMaker.sample("1.2.0").bytes(), provider), "AAAA", "?"
        }) {
      assertThatThrownBy(() -> rig.look(jar, Optional.of(signature)))
          .hasMessageContaining("plugins.signature.unknown");
    }
  }

  @Test
  void whatWasNotSignedWhenItCameIsNotGoneBackToInProduction() throws Exception {
    rig.install(JarMaker.sample("1.1.0"));
    rig.install(JarMaker.sample("1.2.0"));
    rig.settings.put("signaturesRequired", true);
    Revision unsigned = rig.life.kept(JarMaker.SAMPLE).get(1);
    assertThatThrownBy(
            () ->
                rig.life.rollBack(JarMaker.SAMPLE, unsigned.sha256(), Optional.empty(), Doer.SHELL))
        .hasMessageContaining("plugins.signature.missing");
  }

  private static String sign(byte[] file, KeyPair key) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(key.getPrivate());
    signature.update(file);
    return Base64.getEncoder().encodeToString(signature.sign());
  }
}
