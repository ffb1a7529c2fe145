// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.util.Arrays;
import java.util.Locale;

/**
 * The figures of the wall under the ids of the metric dictionary, {@code docs/metrics.md}, which
 * says what each of them is; a test compares the two.
 */
enum Metric {
  OFFERED,
  IN_MENU,
  SELF_SERVED,
  QUEUED,
  WAITING,
  LONGEST_WAIT,
  EXPECTED_WAIT,
  ANSWERED,
  TALKING,
  ABANDONED,
  ABANDONED_SHORT,
  CONNECT_RATE,
  SERVICE_LEVEL,
  SPEED_OF_ANSWER,
  AVERAGE_TALK,
  QUEUED_15,
  ANSWERED_15,
  ABANDONED_15,
  CONNECT_RATE_15,
  SERVICE_LEVEL_15,
  SERVICE_LEVEL_24_H,
  AGENTS_LOGGED_IN,
  AGENTS_READY,
  AGENTS_RESERVED,
  AGENTS_BUSY,
  AGENTS_AFTER_CALL_WORK,
  AGENTS_BREAK,
  AGENTS_NOT_READY,
  AVERAGE_AFTER_CALL_WORK,
  OCCUPANCY;

  /** As REST, screens and the dictionary write it: {@code connectRate15}. */
  String id() {
    StringBuilder id = new StringBuilder();
    Arrays.stream(name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .forEach(id::append);
    return Character.toLowerCase(id.charAt(0)) + id.substring(1);
  }
}
