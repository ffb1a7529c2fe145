// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.socialinsurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.ConnectionProbe;

/** Against the social insurance system of the tests. */
class SocialInsuranceProbeTest {
  @Test
  void whoAnswersIsThereAndIsAskedNothing() {
    try (Peer peer = Peer.start("social-insurance.mjs")) {
      ConnectionProbe.Answer answer = probe("http://127.0.0.1:%d/ws".formatted(peer.port()));
      assertThat(answer.peer()).startsWith("HTTP ");
      assertThat(answer.untried()).contains("probe.login-untried");
    }
  }

  @Test
  void tellsWhatIsWrong() {
    assertCode("social/ws", "probe.address-invalid");
    assertCode("http://127.0.0.1:1/ws", "probe.refused");
  }

  private static void assertCode(String endpoint, String code) {
    assertThatThrownBy(() -> probe(endpoint))
        .isInstanceOfSatisfying(
            HubException.class, told -> assertThat(told.code()).isEqualTo(code));
  }

  private static ConnectionProbe.Answer probe(String endpoint) {
    return new SocialInsuranceProbe(Rig.config(Map.of("endpoint", endpoint)), reference -> "secret")
        .probe(Duration.ofSeconds(20));
  }
}
