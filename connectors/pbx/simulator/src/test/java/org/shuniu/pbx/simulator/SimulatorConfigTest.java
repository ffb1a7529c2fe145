// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;

class SimulatorConfigTest {
  @Test
  void readsRangesOfTelephones() {
    assertThat(Devices.parse("1101-1103, 1200")).containsExactly("1101", "1102", "1103", "1200");
    assertThat(Devices.parse("")).isEmpty();
  }

  @Test
  void refusesWhatIsNoRangeOrTooLong() {
    assertThatThrownBy(() -> Devices.parse("1101-")).isInstanceOf(HubException.class);
    assertThatThrownBy(() -> Devices.parse("1-999999999")).isInstanceOf(HubException.class);
  }

  @Test
  void aTrialReadsTheLists() {
    assertThat(probe(Map.of("personDevices", "1001-1002")).peer())
        .isEqualTo("simulator, 22 telephones");
    assertThatThrownBy(() -> probe(Map.of("personDevices", "everybody")))
        .hasMessageContaining("pbx.config.invalid");
  }

  private static SimulatorProbe.Answer probe(Map<String, Object> values) {
    SimulatorConfig config =
        (SimulatorConfig)
            Proxy.newProxyInstance(
                SimulatorConfig.class.getClassLoader(),
                new Class<?>[] {SimulatorConfig.class, Annotation.class},
                (self, method, arguments) ->
                    values.getOrDefault(method.getName(), method.getDefaultValue()));
    return new SimulatorProbe(config).probe(Duration.ofSeconds(1));
  }
}
