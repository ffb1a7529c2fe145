// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/** What the tests send. */
final class Messages {
  private Messages() {}

  @MessageType(value = "test.fact", durable = true)
  record Fact(String key, int number) implements Event {}

  @MessageType(value = "test.other-fact", durable = true)
  record OtherFact(String key, int number) implements Event {}

  @MessageType("test.lamp")
  record Lamp(String key, int number) implements Event {}

  @MessageType(value = "test.wide", durable = true)
  record Wide(
      String key,
      Instant at,
      Duration took,
      Optional<String> note,
      Optional<Instant> later,
      List<Integer> numbers,
      Map<String, String> data,
      Shade shade,
      String text)
      implements Event {}

  @MessageType(value = "test.wide", durable = true)
  record Narrow(String key, Duration took) implements Event {}

  enum Shade {
    DARK,
    BRIGHT
  }
}
