// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void growAndNeverRepeat() {
    Set<String> seen = new HashSet<>();
    String last = "";
    for (int i = 0; i < 50_000; i++) {
      String id = Ids.next();
      assertThat(id).isGreaterThan(last);
      assertThat(seen.add(id)).isTrue();
      last = id;
    }
  }

  @Test
  void areVersionSevenOfTheRfcVariantAndCarryTheTime() {
    long before = System.currentTimeMillis();
    UUID id = UUID.fromString(Ids.next());
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, before + 60_000);
  }

  @Test
  void foreignTextIsNoIdentity() {
    assertThat(Ids.valid(Ids.next())).isTrue();
    assertThat(Ids.valid("")).isFalse();
    assertThat(Ids.valid("../../../../../../etc/passwd-xxxxxxxx")).isFalse();
    assertThat(Ids.valid("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5g")).isFalse();
  }
}
