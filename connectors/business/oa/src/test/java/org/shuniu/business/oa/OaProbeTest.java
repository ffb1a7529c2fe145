// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.oa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.ConnectionProbe;

/** Against the OA of the tests. */
class OaProbeTest {
  @Test
  void whoAnswersIsThereAndGetsNoOrder() throws Exception {
    try (Rig rig = new Rig("probe")) {
      ConnectionProbe.Answer answer = probe("http://127.0.0.1:%d/api".formatted(rig.peer().port()));
      assertThat(answer.peer()).startsWith("HTTP ");
      assertThat(answer.untried()).contains("probe.login-untried");
      rig.cutLink();
      assertCode("http://127.0.0.1:%d/api".formatted(rig.peer().port()), "probe.refused");
    }
  }

  @Test
  void tellsAnAddressThatIsNone() {
    assertCode("oa.example.org/api", "probe.address-invalid");
    assertCode("http://exa mple/", "probe.address-invalid");
  }

  @Test
  void tellsASecretThatIsNotThere() throws Exception {
    try (Rig rig = new Rig("probe")) {
      String base = "http://127.0.0.1:%d/api".formatted(rig.peer().port());
      ConnectionProbe probe =
          new OaProbe(
              Rig.config(Map.of("base", base)),
              reference -> {
                throw HubException.invalid("hub.secret.missing", Map.of("reference", reference));
              });
      assertThatThrownBy(() -> probe.probe(Duration.ofSeconds(8)))
          .hasMessageContaining("hub.secret.missing");
    }
  }

  @Test
  void tellsAPlainServerBehindHttps() throws Exception {
    try (Rig rig = new Rig("probe")) {
      assertCode("https://127.0.0.1:%d/api".formatted(rig.peer().port()), "probe.tls");
    }
  }

  private static void assertCode(String base, String code) {
    assertThatThrownBy(() -> probe(base))
        .isInstanceOfSatisfying(
            HubException.class, told -> assertThat(told.code()).isEqualTo(code));
  }

  private static ConnectionProbe.Answer probe(String base) {
    return new OaProbe(Rig.config(Map.of("base", base)), reference -> "secret")
        .probe(Duration.ofSeconds(8));
  }
}
