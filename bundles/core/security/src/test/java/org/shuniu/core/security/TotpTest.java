// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  /** The text 12345678901234567890 of RFC 6238, appendix B. */
  private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130",
  })
  void codesAreThoseOfTheStandard(long seconds, String code) {
    Instant at = Instant.ofEpochSecond(seconds);
    assertThat(Totp.code(SECRET, Totp.step(at))).isEqualTo(code);
    assertThat(Totp.stepOf(code, SECRET, at)).hasValue(Totp.step(at));
  }

  @Test
  void aClockMayBeOneStepOffAndNoMore() {
    Instant now = Instant.ofEpochSecond(1_111_111_111);
    long step = Totp.step(now);
    assertThat(
            IntStream.rangeClosed(-3, 3)
                .filter(off -> Totp.stepOf(Totp.code(SECRET, step + off), SECRET, now).isPresent()))
        .containsExactly(-1, 0, 1);
  }

  @Test
  void secretsAreLongAndNeverTheSame() {
    assertThat(Totp.newSecret()).hasSize(32).matches("[A-Z2-7]+").isNotEqualTo(Totp.newSecret());
  }

  @Test
  void theAddressNamesTheHotlineAndTheUser() {
    assertThat(Totp.uri("热线 12333", "li.na", SECRET))
        .isEqualTo(
            "otpauth://totp/%E7%83%AD%E7%BA%BF%2012333:li.na?secret="
                + SECRET
                + "&issuer=%E7%83%AD%E7%BA%BF%2012333&algorithm=SHA1&digits=6&period=30");
  }
}
