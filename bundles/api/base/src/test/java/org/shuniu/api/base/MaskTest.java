// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {
  @ParameterizedTest
  @CsvSource({"张三,张*", "张小三,张*三", "欧阳小明,欧**明", "张,*", "'',*", "𠮷田,𠮷*"})
  void namesAreMasked(String name, String masked) {
    assertThat(Mask.person(name)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource({
    "13800001234,138****1234",
    "+8613800001234,+86138****1234",
    "075512345678,0755****5678",
    "12333,***33",
    "110,**0",
    "'',''",
  })
  void numbersAreMasked(String number, String masked) {
    assertThat(Mask.phone(number)).isEqualTo(masked);
  }
}
