// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RegionTest {
  private final Region guangdong = new Region("440000000000");
  private final Region shenzhen = new Region("440300000000");

  @Test
  void containsWhatLiesBelow() {
    assertThat(Region.NATION.contains(shenzhen)).isTrue();
    assertThat(guangdong.contains(shenzhen)).isTrue();
    assertThat(shenzhen.contains(shenzhen)).isTrue();
    assertThat(shenzhen.contains(guangdong)).isFalse();
    assertThat(new Region("100000000000").contains(new Region("110000000000"))).isFalse();
  }

  @Test
  void refusesOtherForms() {
    assertThatThrownBy(() -> new Region("4403")).isInstanceOf(HubException.class);
    assertThatThrownBy(() -> new Region("44030000000x")).isInstanceOf(HubException.class);
  }
}
