// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.pbx.DeviceState;
import org.shuniu.api.services.acd.AgentState;

/** An agent as the ACD sees one now: person, telephone and console apart. Guarded by the router. */
final class Agent {
  private AgentProfile profile;
  private Status status;
  private DeviceState device = DeviceState.UNKNOWN;
  private Instant idleSince;
  private @Nullable Instant consoleGone;
  private @Nullable String servedSkill;
  private boolean confirmed = true;
  private boolean cutOff;

  Agent(AgentProfile profile, Status status) {
    this.profile = profile;
    this.status = status;
    this.idleSince = status.since();
  }

  String id() {
    return profile.id();
  }

  AgentProfile profile() {
    return profile;
  }

  void profile(AgentProfile changed) {
    profile = changed;
  }

  Status status() {
    return status;
  }

  void status(Status changed) {
    status = changed;
  }

  AgentState state() {
    return status.state();
  }

  DeviceState device() {
    return device;
  }

  void device(DeviceState changed) {
    device = changed;
  }

  /** Since when the agent waits for work; a reservation that failed without fault keeps it. */
  Instant idleSince() {
    return idleSince;
  }

  void idleSince(Instant since) {
    idleSince = since;
  }

  /** Since when the console is away, if it is. */
  Optional<Instant> consoleGone() {
    return Optional.ofNullable(consoleGone);
  }

  void consoleGone(@Nullable Instant since) {
    consoleGone = since;
  }

  /** Whether the state was taken from the database and nobody has confirmed its contact yet. */
  boolean confirmed() {
    return confirmed;
  }

  void confirmed(boolean is) {
    confirmed = is;
  }

  /** The skill for which the agent was last chosen, if since the restart. */
  @Nullable String servedSkill() {
    return servedSkill;
  }

  void servedSkill(String skill) {
    servedSkill = skill;
  }

  boolean has(String contact) {
    return status.contact().filter(contact::equals).isPresent();
  }

  /** Whether the agent's switch is away: nothing can ring there. */
  void cutOff(boolean is) {
    cutOff = is;
  }

  /** Whether somebody may look at a console of the agent. */
  boolean watched() {
    return !profile.unattended() || status.console();
  }

  /** Whether a contact may be offered: READY, and the telephone is free as far as is known. */
  boolean offerable() {
    return state() == AgentState.READY
        && !cutOff
        && (device == DeviceState.AVAILABLE || device == DeviceState.UNKNOWN);
  }
}
