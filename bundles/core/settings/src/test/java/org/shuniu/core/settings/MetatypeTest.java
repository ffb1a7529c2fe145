// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetatypeTest {
  private static Attribute attribute(String key) {
    return Sample.LINK.attribute(key).orElseThrow();
  }

  @Test
  void readsWhatAFormNeeds() {
    assertThat(Sample.LINK.factory()).isTrue();
    assertThat(Sample.LINK.owns("sample.link-main")).isTrue();
    assertThat(Sample.LINK.owns("sample.links")).isFalse();
    assertThat(attribute("port").type()).isEqualTo(Attribute.Type.INTEGER);
    assertThat(attribute("port").help()).isEqualTo("Where it listens");
    assertThat(attribute("port").max().orElseThrow()).hasToString("65535");
    assertThat(attribute("secret").secret()).isTrue();
    assertThat(attribute("trunks").defaults()).containsExactly("trunk", "a,b");
    assertThat(attribute("mode").options()).extracting("value").containsExactly("ONE", "TWO");
  }

  @Test
  void speaksChineseAndFallsBackToTheBundlesOwn() {
    Schema chinese = Sample.link("zh");
    assertThat(chinese.name()).isEqualTo("链路");
    assertThat(chinese.attribute("port").orElseThrow().name()).isEqualTo("端口");
    assertThat(chinese.attribute("port").orElseThrow().help()).isEqualTo("Where it listens");
  }

  @ParameterizedTest
  @CsvSource({
    "port,80,",
    "port,0,min",
    "port,65536,max",
    "port,8o,number",
    "port,1.5,integer",
    "port,1e9,number",
    "port,${some.port},",
    "rate,0.25,",
    "rate,-1,min",
    "open,true,",
    "open,yes,boolean",
    "mode,TWO,",
    "mode,THREE,option",
    "secret,env:OTHER,",
    "secret,file:secrets/it,",
    "secret,hunter2,reference"
  })
  void refusesWhatTheBundleCouldNotUse(String key, String value, String code) {
    assertThat(attribute(key).problem(List.of(value)).map(SettingsProblem::code))
        .isEqualTo(Optional.ofNullable(code));
  }

  @Test
  void boundsWhatIsWritten() {
    assertThat(attribute("name").problem(List.of("x".repeat(2_001))).orElseThrow().code())
        .isEqualTo("too-long");
    assertThat(attribute("name").problem(List.of("a", "b")).orElseThrow().code())
        .isEqualTo("count");
    assertThat(attribute("trunks").problem(List.of("a", " ")).orElseThrow().code())
        .isEqualTo("empty");
  }
}
