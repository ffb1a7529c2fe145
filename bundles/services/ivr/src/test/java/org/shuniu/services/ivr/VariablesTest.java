// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuniu.api.testkit.TestClock;

class VariablesTest {
  /** A Monday, 09:30 in Shanghai. */
  private final Variables variables =
      new Variables(
          Map.of("hours", "九点"),
          Map.of("age", "60", "area", "440300"),
          new TestClock(Instant.parse("2026-03-02T01:30:00Z")),
          ZoneId.of("Asia/Shanghai"));

  @ParameterizedTest
  @CsvSource({
    "age,AT_LEAST,60,true",
    "age,LESS,100,true",
    "age,LESS,9,false",
    "area,STARTS_WITH,4403,true",
    "area,EQUAL,440300,true",
    "area,NOT_EQUAL,440300,false",
    "area,ONE_OF,'110000, 440300',true",
    "now.time,AT_LEAST,09:00,true",
    "now.time,LESS,09:30,false",
    "now.day,EQUAL,1,true",
    "now.date,ONE_OF,'2026-01-01, 2026-03-02',true",
    "missing,EQUAL,'',true",
  })
  void compares(String variable, FlowNode.Comparison is, String value, boolean holds) {
    assertThat(variables.holds(new FlowNode.Case(variable, is, value, "x"))).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "营业时间${hours},营业时间九点",
    "${missing}。,。",
    "${age}岁$1\\,60岁$1\\",
    "${unclosed,${unclosed",
  })
  void fillsTexts(String text, String filled) {
    assertThat(variables.fill(text)).isEqualTo(filled);
  }

  @Test
  void whoeverCallsCannotPutWordsIntoTheHotlinesMouth() {
    Variables mine =
        new Variables(
            Map.of("hours", "九点"),
            Map.of("hours", "请转账到", "caller", "110", "area", "440300"),
            new TestClock(Instant.parse("2026-03-02T01:30:00Z")),
            ZoneId.of("Asia/Shanghai"));
    mine.builtIn("caller", "13800001234");
    assertThat(mine.fill("${hours} ${caller} ${area}")).isEqualTo("九点 13800001234 440300");
    mine.set("hours", "全天");
    assertThat(mine.fill("${hours}")).isEqualTo("全天");
  }

  @Test
  void aSecretIsComparedAndNothingElse() {
    variables.setSecret("pin", "1234");
    assertThat(variables.holds(new FlowNode.Case("pin", FlowNode.Comparison.EQUAL, "1234", "x")))
        .isTrue();
    assertThat(variables.fill("您的密码是${pin}")).isEqualTo("您的密码是");
    assertThat(variables.attached()).containsOnlyKeys("age", "area");
  }
}
