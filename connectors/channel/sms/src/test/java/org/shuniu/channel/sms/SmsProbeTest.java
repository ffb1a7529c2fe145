// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shuniu.api.base.HubException;

/** Against the message centre of the tests. */
@Timeout(60)
class SmsProbeTest {
  private static Smsc smsc;

  @BeforeAll
  static void open() {
    smsc = new Smsc();
  }

  @AfterAll
  static void close() {
    smsc.close();
  }

  @BeforeEach
  void reset() {
    smsc.post("reset", Map.of());
  }

  @Test
  void anAccountThatIsLetInWorksAndTakesNoTextsAway() {
    assertThat(probe(smsc.port()).peer()).isEqualTo("SMPP 3.4");
    assertThat(smsc.log("bind").toString()).contains("bind_transmitter");
  }

  @Test
  void tellsWithWhichStatusTheCarrierRefused() {
    smsc.post("bind", Map.of("status", 14));
    assertThatThrownBy(() -> probe(smsc.port()))
        .isInstanceOfSatisfying(
            HubException.class,
            told -> {
              assertThat(told.code()).isEqualTo("probe.bind-refused");
              assertThat(told.arguments()).containsEntry("status", "0x0000000e");
            });
  }

  @Test
  void anAccountThatIsBoundAlreadyIsKnown() {
    smsc.post("bind", Map.of("status", 5));
    assertThat(probe(smsc.port()).peer()).isEqualTo("SMPP 3.4");
  }

  @Test
  void tellsACentreThatIsNotThere() {
    smsc.post("listen", Map.of("listen", false));
    try {
      assertThatThrownBy(() -> probe(smsc.port()))
          .isInstanceOfSatisfying(
              HubException.class, told -> assertThat(told.code()).isEqualTo("probe.refused"));
    } finally {
      smsc.post("listen", Map.of("listen", true));
    }
  }

  private static SmsProbe.Answer probe(int port) {
    SmsConfig config = new TestSettings(port).with("bindTimeoutMs", 2_000).config();
    return new SmsProbe(config, reference -> "secret").probe(Duration.ofSeconds(8));
  }
}
