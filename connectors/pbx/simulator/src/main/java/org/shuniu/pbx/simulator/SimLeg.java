// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.pbx.PbxSnapshot;

/** One party's connection to the simulated switch. Guarded by the switch. */
final class SimLeg {
  private final String call;
  private final String id;
  private final String caller;
  private final String called;
  private final Person person;
  private final @Nullable SimPhone phone;
  private final Instant since;
  private final LegMedia media;

  /** Begin of each running recording, by its id. */
  final Map<String, Instant> recordings = new LinkedHashMap<>();

  /** Of all recordings that ever began. */
  final Set<String> recorded = new HashSet<>();

  final Map<String, String> data = new HashMap<>();

  /** Whether the hub knows of it: offered to it, or ordered by it. */
  boolean told;

  boolean answered;
  boolean held;
  boolean muted;
  boolean over;
  @Nullable SimLeg partner;

  /** Ends the ringing when its time is over. */
  Timers.Handle ringing = Timers.Handle.NONE;

  private SimLeg(
      SimSwitch pbx,
      String call,
      String id,
      String caller,
      String called,
      Person person,
      @Nullable SimPhone phone) {
    this.call = call;
    this.id = id;
    this.caller = caller;
    this.called = called;
    this.person = person;
    this.phone = phone;
    this.since = pbx.now();
    this.media = new LegMedia(pbx, this);
  }

  /** Of somebody who calls from outside. */
  static SimLeg outside(
      SimSwitch pbx, String call, String id, String caller, String called, Person person) {
    return new SimLeg(pbx, call, id, caller, called, person, null);
  }

  /** To a telephone. */
  static SimLeg to(SimPhone phone, SimSwitch pbx, String call, String id, String shown) {
    SimLeg leg = new SimLeg(pbx, call, id, phone.device(), shown, Person.PASSIVE, phone);
    leg.told = true;
    return leg;
  }

  String call() {
    return call;
  }

  String id() {
    return id;
  }

  String caller() {
    return caller;
  }

  String called() {
    return called;
  }

  Person person() {
    return person;
  }

  LegMedia media() {
    return media;
  }

  /** The telephone at its end; empty for somebody outside. */
  Optional<SimPhone> phone() {
    return Optional.ofNullable(phone);
  }

  PbxSnapshot.State state() {
    if (!answered) {
      return PbxSnapshot.State.RINGING;
    }
    if (partner == null) {
      return PbxSnapshot.State.WAITING;
    }
    return held ? PbxSnapshot.State.HELD : PbxSnapshot.State.CONNECTED;
  }

  /** Whether the party hears a prompt, music or somebody who talks. */
  boolean hears() {
    if (over || !answered) {
      return false;
    }
    if (partner == null) {
      return phone == null || media.sounding();
    }
    return held || media.sounding() || !(partner.held || partner.muted);
  }

  PbxSnapshot.Leg look() {
    return new PbxSnapshot.Leg(
        call,
        id,
        phone == null,
        caller,
        called,
        state(),
        Optional.ofNullable(partner).map(SimLeg::id),
        since);
  }
}
