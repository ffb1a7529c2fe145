// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.Message;

/** Which ids the log gets while a message is handled. */
class SubjectTest {
  record Rang(String pbx, String call) implements Event {
    @Override
    public String key() {
      return call;
    }
  }

  record Opened(String ticket, Optional<String> contact) implements Event {
    @Override
    public String key() {
      return ticket;
    }
  }

  record Sent(String reference) implements Event {
    @Override
    public String key() {
      return reference;
    }
  }

  @Test
  void aCallIsAContact() {
    assertThat(fields(new Rang("main", "c1"), "c1")).containsOnly(entry("contact", "c1"), TYPE);
  }

  @Test
  void aTicketHasItsContactToo() {
    assertThat(fields(new Opened("t1", Optional.of("c1")), "c1"))
        .containsOnly(entry("ticket", "t1"), entry("contact", "c1"), TYPE);
    assertThat(fields(new Opened("t1", Optional.empty()), "c1"))
        .containsOnly(entry("ticket", "t1"), entry("matter", "c1"), TYPE);
    assertThat(fields(new Opened("t1", Optional.empty()), "t1"))
        .containsOnly(entry("ticket", "t1"), TYPE);
  }

  @Test
  void whatNamesNeitherBelongsToItsMatter() {
    assertThat(fields(new Sent("n1"), "c1")).containsOnly(entry("matter", "c1"), TYPE);
  }

  private static final Map.Entry<String, String> TYPE = entry("type", "test.told");

  private static Map.Entry<String, String> entry(String field, String value) {
    return Map.entry(field, value);
  }

  private static <M extends Message> Map<String, String> fields(M message, String correlation) {
    return Subject.of(message.getClass())
        .fields(
            new Envelope<>(
                "m1",
                "test.told",
                1,
                Instant.EPOCH,
                "test",
                message.key(),
                correlation,
                Optional.empty(),
                Actor.HUB,
                message));
  }
}
