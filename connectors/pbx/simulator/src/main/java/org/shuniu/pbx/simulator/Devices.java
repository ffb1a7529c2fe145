// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shuniu.api.base.HubException;

/** Numbers of telephones as configured: {@code 1101-1120,1200}. */
final class Devices {
  private static final int MOST = 10_000;

  private Devices() {}

  /** All of them, in the order written; a text that is no such list is refused. */
  static List<String> parse(String text) {
    List<String> devices =
        Stream.of(text.split(",", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .flatMap(Devices::range)
            .limit(MOST + 1L)
            .toList();
    if (devices.size() > MOST) {
      throw invalid(text);
    }
    return devices;
  }

  private static Stream<String> range(String part) {
    if (!part.matches("\\d{1,9}(-\\d{1,9})?")) {
      throw invalid(part);
    }
    int dash = part.indexOf('-');
    if (dash < 0) {
      return Stream.of(part);
    }
    return IntStream.rangeClosed(
            Integer.parseInt(part.substring(0, dash)), Integer.parseInt(part.substring(dash + 1)))
        .mapToObj(Integer::toString);
  }

  private static HubException invalid(String text) {
    return HubException.invalid("pbx.config.invalid", Map.of("devices", text));
  }
}
