// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTest {
  @Test
  void cutsSixteenKibibytes() {
    assertThat(Clean.number("1".repeat(16 * 1024))).hasSize(Clean.NUMBER);
    assertThat(Clean.text("字".repeat(16 * 1024))).hasSize(Clean.TEXT);
  }

  @Test
  void neverCutsACharacterInHalves() {
    String text = Clean.text("x" + "😀".repeat(200));
    assertThat(text).hasSize(Clean.TEXT - 1).endsWith("😀");
  }

  @Test
  void removesControlCharactersAndHalfCharacters() {
    assertThat(Clean.text("a\r\nAction: Originate\u0000\u0085b\ud800c"))
        .isEqualTo("aAction: Originatebc");
  }

  @Test
  void keepsWhatBrokenUtf8HasBecome() {
    byte[] broken = {'a', (byte) 0xC3, 0x28, 'b'};
    assertThat(Clean.text(new String(broken, StandardCharsets.UTF_8))).isEqualTo("a\uFFFD(b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anonymous", "Anonymous", "<unknown>", "restricted", "  ", ""})
  void aWithheldNumberIsEmpty(String raw) {
    assertThat(Clean.number(raw)).isEmpty();
  }

  @Test
  void nothingIsEmpty() {
    assertThat(Clean.text(null)).isEmpty();
  }
}
