// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.pbx;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.MessageType;

/**
 * What the switch holds at one moment: the truth to which the hub reconciles. Legs that the driver
 * cannot tie to a call of the hub (local calls between telephones) are not in it.
 *
 * @param legs all legs of calls that were offered to the hub or ordered by it
 * @param devices all telephones with their state
 * @param time when the question was put: what happened later may be missing
 */
@MessageType("pbx.snapshot")
public record PbxSnapshot(
    String pbx, List<Leg> legs, Map<String, DeviceState> devices, Instant time)
    implements PbxEvent {
  public PbxSnapshot {
    legs = List.copyOf(legs);
    devices = Map.copyOf(devices);
  }

  @Override
  public String key() {
    return "pbx:" + pbx;
  }

  /**
   * One leg.
   *
   * @param call its call
   * @param leg its id
   * @param outside whether it is a party from outside, and not a telephone of ours
   * @param caller number of the calling party; for a telephone, the device
   * @param called number that was dialled
   * @param state what it does
   * @param connectedTo the leg it talks with, or is held by
   * @param since when it began, as well as the switch knows
   */
  public record Leg(
      String call,
      String leg,
      boolean outside,
      String caller,
      String called,
      State state,
      Optional<String> connectedTo,
      Instant since) {}

  /** What a leg does. */
  public enum State {
    /** Offered by an outside party, or a telephone that rings. */
    RINGING,
    /** Answered, connected to nobody: hears music or a prompt. */
    WAITING,
    CONNECTED,
    HELD
  }
}
