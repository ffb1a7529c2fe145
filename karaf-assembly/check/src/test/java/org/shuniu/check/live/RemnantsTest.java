// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RemnantsTest {
  private static final String EQUALS =
      "a class of the JDK: java.lang.runtime.ObjectMethods -> static OBJECT_EQ";
  private static final String CONTEXT =
      "the JVM -> org.ops4j.pax.web.service.spi.servlet.OsgiDynamicServletContext -> helper";

  @Test
  void theLastOneThatCameByIsPardonedWhereverItIsRemembered() {
    assertThat(new Remnants(Map.of(EQUALS, 1)).pardoned()).isTrue();
    assertThat(new Remnants(Map.of(EQUALS, 1, CONTEXT, 1)).pardoned()).isTrue();
  }

  @Test
  void aSecondOneIsNot() {
    assertThat(new Remnants(Map.of(EQUALS, 2)).pardoned()).isFalse();
  }

  @Test
  void whoIsHeldByAnybodyElseIsNot() {
    Remnants remnants = new Remnants(Map.of(CONTEXT, 1, "a thread 'own' -> table", 3));

    assertThat(remnants.pardoned()).isFalse();
    assertThat(remnants.toString()).contains("3 by a thread 'own'");
    assertThat(new Remnants(Map.of()).pardoned()).isFalse();
  }
}
