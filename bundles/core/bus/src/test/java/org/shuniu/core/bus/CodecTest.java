// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Message;
import org.shuniu.core.bus.Messages.Fact;
import org.shuniu.core.bus.Messages.Narrow;
import org.shuniu.core.bus.Messages.Shade;
import org.shuniu.core.bus.Messages.Wide;

class CodecTest {
  private final Codec codec = new Codec(64 * 1024);

  private static Wide wide(String text) {
    return new Wide(
        "k",
        Instant.parse("2026-03-04T05:06:07.123456Z"),
        Duration.ofMillis(90_500),
        Optional.of("注"),
        Optional.empty(),
        List.of(1, 2),
        Map.of("a", "b"),
        Shade.BRIGHT,
        text);
  }

  private static <M extends Message> Envelope<M> envelope(String key, M data) {
    return new Envelope<>(
        "id-1",
        "test.wide",
        1,
        Instant.EPOCH,
        "test",
        key,
        "c",
        Optional.of("why"),
        Actor.user("u"),
        data);
  }

  @Test
  void whatIsDecodedIsWhatWasEncoded() {
    Envelope<Wide> sent = envelope("k", wide("\u0001 \"text\" 😀"));
    Parcel parcel = codec.encode(sent, true);
    assertThat(codec.decode(parcel.body(), Wide.class)).isEqualTo(sent);
    assertThat(new String(parcel.body(), StandardCharsets.UTF_8))
        .contains("\"took\":\"PT1M30.5S\"")
        .contains("\"at\":\"2026-03-04T05:06:07.123456Z\"");
  }

  @Test
  void unknownFieldsAreIgnored() {
    Parcel parcel = codec.encode(envelope("k", wide("t")), true);
    assertThat(codec.decode(parcel.body(), Narrow.class).data())
        .isEqualTo(new Narrow("k", Duration.ofMillis(90_500)));
    byte[] newer =
        new String(parcel.body(), StandardCharsets.UTF_8)
            .replaceFirst("\\{", "{\"novel\":{\"deep\":[1,{}]},")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(codec.decode(newer, Wide.class).id()).isEqualTo("id-1");
  }

  @Test
  void tooLargeAMessageAndABadKeyAreTheCallersFault() {
    assertThatThrownBy(() -> codec.encode(envelope("k", wide("x".repeat(70_000))), true))
        .isInstanceOfSatisfying(
            HubException.class,
            e -> {
              assertThat(e.code()).isEqualTo("bus.message.too-large");
              assertThat(e.reason()).isEqualTo(HubException.Reason.TOO_LARGE);
            });
    for (String key : List.of("", "k".repeat(201))) {
      assertThatThrownBy(() -> codec.encode(envelope(key, wide("t")), true))
          .isInstanceOfSatisfying(
              HubException.class, e -> assertThat(e.code()).isEqualTo("bus.message.key-invalid"));
    }
  }

  @Test
  void garbageIsUndecodable() {
    for (String text : List.of("", "[]", "{}", "{\"data\":7}", "{\"data\":{\"took\":\"soon\"}}")) {
      assertThatThrownBy(() -> codec.decode(text.getBytes(StandardCharsets.UTF_8), Wide.class))
          .isInstanceOfSatisfying(
              HubException.class, e -> assertThat(e.code()).isEqualTo("bus.message.undecodable"));
    }
  }

  @Test
  void aRecordWithoutATypeIsABug() {
    record Untyped(String key) implements Event {}
    assertThatThrownBy(() -> Codec.typeOf(Untyped.class))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("bus.message.untyped"));
    assertThat(Codec.tagOf(Fact.class)).isEqualTo("test.fact/1");
  }
}
