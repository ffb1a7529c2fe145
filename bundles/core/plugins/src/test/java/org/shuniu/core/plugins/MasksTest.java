// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "11010519491231002X",
        "11010519491231002x",
        "110105491231002",
        "13812345678",
        "+8613812345678",
        "010-62345678",
        "08512345678",
        "6222021234567890123"
      })
  void numbersAreMaskedWhereverTheyStand(String number) {
    for (String around : new String[] {"<a>%s</a>", "{\"a\":\"%s\"}", "a=%s&b=1", "号码%s。", "%s"}) {
      assertThat(Masks.mask(around.formatted(number), Set.of())).doesNotContain(number);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T06:00:00Z",
        "12345.67",
        "R-2026-0042",
        "01997d6f-6f2a-7c11-8bd0-0d7b6e6c9f41",
        "202611"
      })
  void whatIsNoNumberOfAPersonStays(String text) {
    assertThat(Masks.mask(text, Set.of())).isEqualTo(text);
  }

  @Test
  void knownValuesAreMaskedInAllWaysToWriteThem() {
    String name = "张三&李";
    String all =
        String.join(
            "|",
            name,
            "\\u5f20\\u4e09&\\u674e",
            "\\u5F20\\u4E09&\\u674E",
            "张三&amp;李",
            URLEncoder.encode(name, StandardCharsets.UTF_8),
            URLEncoder.encode(name, Charset.forName("GBK")));
    assertThat(Masks.mask(all, Set.of(name))).isEqualTo("***|***|***|***|***|***");
  }

  @Test
  void aKeyedStarIsTheXOfTheCard() {
    // Not a number by its form, so that only the known value masks it.
    assertThat(Masks.mask("<id>A1X</id><id>A1x</id>", Set.of("A1*")))
        .isEqualTo("<id>***</id><id>***</id>");
  }

  @Test
  void secretsOfTheLinkItselfAreMasked() {
    assertThat(
            Masks.mask(
                "{\"access_token\": \"abc.def\", \"user\":\"u\"}"
                    + "<wsse:Password Type=\"#Text\">hunter2</wsse:Password>"
                    + " Authorization: Bearer-xyz&pwd=p1",
                Set.of()))
        .contains("\"user\":\"u\"")
        .doesNotContain("abc.def")
        .doesNotContain("hunter2")
        .doesNotContain("xyz")
        .doesNotContain("p1");
  }
}
