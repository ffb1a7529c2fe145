// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.shuniu.services.ivr.FlowNode.Comparison.AT_LEAST;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuniu.api.testkit.FakeVault;
import org.shuniu.api.testkit.TestClock;

class VariablesTest {
  /** A Monday, 09:30 in Shanghai. */
  private final Variables variables =
      new Variables(
          Map.of("hours", "九点"),
          Map.of("age", "60", "area", "440300"),
          UnaryOperator.identity(),
          new TestClock(Instant.parse("2026-03-02T01:30:00Z")),
          ZoneId.of("Asia/Shanghai"));

  @ParameterizedTest
  @CsvSource({
    "age,AT_LEAST,60,true",
    "age,LESS,100,true",
    "age,LESS,9,false",
    "age,AT_LEAST,59.5,true",
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
    assertThat(variables.fill(text, "zh-CN")).isEqualTo(filled);
  }

  @Test
  void whoeverCallsCannotPutWordsIntoTheHotlinesMouth() {
    Variables mine =
        new Variables(
            Map.of("hours", "九点"),
            Map.of("hours", "请转账到", "caller", "110", "area", "440300"),
            UnaryOperator.identity(),
            new TestClock(Instant.parse("2026-03-02T01:30:00Z")),
            ZoneId.of("Asia/Shanghai"));
    mine.builtIn("caller", () -> "13800001234");
    assertThat(mine.fill("${hours} ${caller} ${area}", "zh-CN")).isEqualTo("九点 13800001234 440300");
    mine.set("hours", "全天");
    assertThat(mine.fill("${hours}", "zh-CN")).isEqualTo("全天");
  }

  @Test
  void aSecretIsGivenToBusinessLinksAndToNothingElse() {
    String sealed = new FakeVault().seal("123456");
    variables.setSecret("pin", sealed);
    assertThat(variables.argument("${pin}")).isEqualTo(sealed);
    assertThat(variables.fill("您的密码是${pin}", "zh-CN")).isEqualTo("您的密码是");
    assertThat(variables.argument("密码${pin}")).isEqualTo("密码");
    assertThat(variables.holds(new FlowNode.Case("pin", FlowNode.Comparison.EQUAL, "", "x")))
        .isTrue();
    assertThat(variables.attached()).containsOnlyKeys("age", "area");
    assertThatIllegalArgumentException().isThrownBy(() -> variables.setSecret("pin", "123456"));
  }

  @Test
  void whatWasAnsweredIsSpokenAndComparedAndStaysInTheRun() {
    variables.setPrivate("balance", "12345.67");
    variables.assign("said", "余额${balance|money}", "zh-CN");
    variables.assign("plain", "${age}", "zh-CN");
    assertThat(variables.fill("${said}", "zh-CN")).isEqualTo("余额一万二千三百四十五元六角七分");
    assertThat(variables.holds(new FlowNode.Case("balance", AT_LEAST, "12345.6", "x"))).isTrue();
    assertThat(variables.attached()).containsOnlyKeys("age", "area", "plain");
  }

  @Test
  void whatWasAnsweredSealedIsOpenedWhenItIsSpoken() {
    FakeVault vault = new FakeVault();
    Variables mine =
        new Variables(
            Map.of(), Map.of(), vault::open, new TestClock(Instant.EPOCH), ZoneId.of("UTC"));
    mine.setPrivate("name", vault.seal("张三"));
    assertThat(mine.fill("${name}您好", "zh-CN")).isEqualTo("张三您好");
  }
}
