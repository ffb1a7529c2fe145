// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.pbx.DeviceState;

/** Reads states of telephones. */
final class Devices {
  private Devices() {}

  /** {@code NOT_INUSE} of an event and {@code Not in use} of a list are the same. */
  static DeviceState state(@Nullable String text) {
    String letters = text == null ? "" : text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
    return switch (letters) {
      case "NOTINUSE" -> DeviceState.AVAILABLE;
      case "RINGING", "RINGINUSE" -> DeviceState.RINGING;
      case "INUSE", "BUSY", "ONHOLD" -> DeviceState.BUSY;
      case "UNAVAILABLE", "INVALID" -> DeviceState.UNREGISTERED;
      default -> DeviceState.UNKNOWN;
    };
  }
}
