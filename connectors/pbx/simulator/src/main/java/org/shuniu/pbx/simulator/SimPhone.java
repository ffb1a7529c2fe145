// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.pbx.DeviceState;

/** A simulated telephone. Guarded by the switch. */
final class SimPhone {
  /** What it does when it is called. */
  enum Manner {
    ANSWERS,
    /** Rings until somebody answers by order of the hub, or the time is over. */
    RINGS,
    BUSY,
    DECLINES
  }

  private final String device;
  private final Supplier<Duration> reaction;
  private DeviceState lastTold = DeviceState.UNKNOWN;

  Manner manner;
  boolean registered = true;
  @Nullable SimLeg leg;

  /**
   * @param reaction how long it rings until it is answered or declined; asked for each call
   */
  SimPhone(String device, Manner manner, Supplier<Duration> reaction) {
    this.device = device;
    this.manner = manner;
    this.reaction = reaction;
  }

  String device() {
    return device;
  }

  Duration reaction() {
    return reaction.get();
  }

  DeviceState state() {
    if (!registered) {
      return DeviceState.UNREGISTERED;
    }
    if (leg == null) {
      return manner == Manner.BUSY ? DeviceState.BUSY : DeviceState.AVAILABLE;
    }
    return leg.answered ? DeviceState.BUSY : DeviceState.RINGING;
  }

  /** Its state, if that is another one than last time. */
  Optional<DeviceState> news() {
    DeviceState state = state();
    if (state == lastTold) {
      return Optional.empty();
    }
    lastTold = state;
    return Optional.of(state);
  }
}
