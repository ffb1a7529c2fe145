// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
