// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.ConnectionProbe;

/** Against the system of the tests. */
class RestProbeTest {
  @Test
  void whoAnswersIsThereAndIsAskedNothing(@TempDir Path directory) {
    try (Rig rig = new Rig(directory)) {
      String address = "http://127.0.0.1:%d/api".formatted(rig.peer().port());
      ConnectionProbe.Answer answer = probe(address, Map.of());
      assertThat(answer.peer()).isEqualTo("HTTP 404");
      assertThat(answer.untried()).contains("probe.login-untried");
      assertThat(rig.asked()).isZero();
      rig.cutLink();
      assertCode(address, "probe.refused");
      rig.restoreLink();
      assertThatThrownBy(() -> probe(address, Map.of("authentication", "bearer")))
          .hasMessageContaining("hub.secret.missing");
    }
  }

  @Test
  void tellsAnAddressThatIsNone() {
    assertCode("example.org/api", "probe.address-invalid");
    assertCode("http://exa mple/", "probe.address-invalid");
  }

  private static void assertCode(String address, String code) {
    assertThatThrownBy(() -> probe(address, Map.of()))
        .isInstanceOfSatisfying(
            HubException.class, told -> assertThat(told.code()).isEqualTo(code));
  }

  private static ConnectionProbe.Answer probe(String address, Map<String, Object> more) {
    Map<String, Object> values = new HashMap<>(more);
    values.put("base", address);
    return new RestProbe(
            Rig.config(values),
            reference -> {
              throw HubException.invalid("hub.secret.missing", Map.of("reference", reference));
            })
        .probe(Duration.ofSeconds(8));
  }
}
