// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClauseTest {
  @Test
  void separatorsWithinQuotesSeparateNothing() {
    List<Clause> clauses =
        Clause.parse("a.b;c.d;version=\"[1,2)\";resolution:=optional, e.f;uses:=\"x,y;z\",g");
    assertThat(clauses).hasSize(3);
    assertThat(clauses.get(0).paths()).containsExactly("a.b", "c.d");
    assertThat(clauses.get(0).parameter("version")).contains("[1,2)");
    assertThat(clauses.get(0).parameter("resolution:")).contains("optional");
    assertThat(clauses.get(1).parameter("uses:")).contains("x,y;z");
    assertThat(Clause.paths("a.b;c.d;version=\"[1,2)\",g")).containsExactly("a.b", "c.d", "g");
  }

  @Test
  void anAbsentHeaderHasNoClauses() {
    assertThat(Clause.parse(null)).isEmpty();
    assertThat(Clause.parse("  ")).isEmpty();
  }
}
