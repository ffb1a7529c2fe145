// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTest {
  @ParameterizedTest
  @CsvSource({
    "12345.67, 一万二千三百四十五元六角七分",
    "0, 零元",
    "0.00, 零元",
    "0.05, 五分",
    "0.50, 五角",
    "1.05, 一元零五分",
    "10, 十元",
    "11.10, 十一元一角",
    "100, 一百元",
    "101, 一百零一元",
    "110, 一百一十元",
    "1010, 一千零一十元",
    "10005, 一万零五元",
    "20010, 二万零一十元",
    "100000, 十万元",
    "120345.6, 十二万零三百四十五元六角",
    "100000001, 一亿零一元",
    "100010000, 一亿零一万元",
    "123456789012.34, 一千二百三十四亿五千六百七十八万九千零一十二元三角四分",
    "-3.2, 负三元二角",
    "2.999, 三元",
    "12 345, 12 345",
    "'', ''",
    "1e9, 1e9",
  })
  void amounts(String value, String said) {
    assertThat(Spoken.MONEY.say(value, "zh-CN")).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10, 二零二六年十月",
    "2026-10-08, 二零二六年十月八日",
    "2026-02-21T08:00:00Z, 二零二六年二月二十一日",
    "2026-13, 2026-13",
    "昨天, 昨天",
  })
  void dates(String value, String said) {
    assertThat(Spoken.DATE.say(value, "zh-CN")).isEqualTo(said);
  }

  @Test
  void digitsOneByOne() {
    assertThat(Spoken.DIGITS.say("4403X", "en")).isEqualTo("4 4 0 3 X");
  }

  @Test
  void otherLanguagesGetThePlainForm() {
    assertThat(Spoken.MONEY.say("12.50", "en-US")).isEqualTo("12.50");
    assertThat(Spoken.of("money")).contains(Spoken.MONEY);
    assertThat(Spoken.of("Money")).isEmpty();
  }

  @Test
  void aMomentIsSaidAsPeopleSayIt() {
    assertThat(Spoken.MOMENT.say("2026-10-08T09:00", "zh-CN")).isEqualTo("十月八日星期四上午九点");
    assertThat(Spoken.MOMENT.say("2026-10-10T13:30", "zh-CN")).isEqualTo("十月十日星期六下午一点半");
    assertThat(Spoken.MOMENT.say("2026-01-04T14:05", "zh-CN")).isEqualTo("一月四日星期日下午两点零五分");
    assertThat(Spoken.MOMENT.say("2026-01-04T00:00", "zh-CN")).isEqualTo("一月四日星期日凌晨零点");
    assertThat(Spoken.MOMENT.say("2026-01-04T12:10", "zh-CN")).isEqualTo("一月四日星期日中午十二点十分");
    assertThat(Spoken.MOMENT.say("soon", "zh-CN")).isEqualTo("soon");
    assertThat(Spoken.MOMENT.say("2026-01-04T12:10", "en")).isEqualTo("2026-01-04T12:10");
  }
}
