// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Region;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.api.services.contact.Medium;
import org.shuniu.services.contact.AgentPart.Step;

/** Between a {@link Call} and its rows. Oracle takes empty text for null, so no column needs it. */
final class Rows {
  static final String INBOUND = "INBOUND";

  private Rows() {}

  static void fill(ContactRow row, Call call, String data) {
    row.id = call.id;
    row.medium = Medium.VOICE;
    row.direction = INBOUND;
    row.pbx = call.pbx;
    row.caller = call.caller;
    row.callerKey = Numbers.key(call.caller);
    row.called = call.called;
    row.region = call.region.map(Region::code).orElse(null);
    row.state = call.state;
    row.callerLeg = call.callerLeg;
    row.skill = call.skill;
    row.priority = call.priority;
    AgentPart agent = call.agent;
    row.agentId = agent == null ? null : agent.agent;
    row.agentUserId = agent == null ? null : agent.userId;
    row.agentNumber = agent == null ? null : agent.number;
    row.agentName = agent == null ? null : agent.name;
    row.agentDevice = agent == null ? null : agent.device;
    row.agentLeg = agent == null ? null : agent.leg;
    row.reservation = agent == null ? null : agent.reservation;
    row.offeredAt = call.offeredAt;
    row.queuedAt = call.queuedAt;
    row.answeredAt = call.answeredAt;
    row.endedAt = call.endedAt;
    row.endReason = call.endReason;
    row.held = call.held;
    row.muted = call.muted;
    row.category = call.wrapUp == null ? null : call.wrapUp.category();
    row.citizenId = call.citizenId;
    Proof proof = call.proof;
    row.verifiedCitizen = proof == null ? null : proof.citizen();
    row.verificationLevel = proof == null ? null : proof.level();
    row.verificationMethod = proof == null ? null : proof.method();
    row.verificationExpires = proof == null ? null : proof.expires();
    row.attachedData = data;
  }

  static Call call(ContactRow row) {
    Call call =
        new Call(row.id, row.pbx, row.callerLeg, text(row.caller), text(row.called), row.offeredAt);
    call.version = Optional.of(row.version);
    call.dirty = false;
    call.recovered = true;
    call.state = row.state;
    call.skill = text(row.skill);
    call.priority = row.priority;
    call.queuedAt = row.queuedAt;
    call.answeredAt = row.answeredAt;
    call.endedAt = row.endedAt;
    call.endReason = row.endReason;
    call.held = row.held;
    call.muted = row.muted;
    call.citizenId = row.citizenId;
    call.proof = proof(row);
    call.region = Optional.ofNullable(row.region).map(Region::new);
    if (row.queuedAt != null) {
      call.queuedSkills.add(call.skill);
    }
    call.agent = agent(row);
    return call;
  }

  private static @Nullable Proof proof(ContactRow row) {
    return row.verificationLevel == null || row.verificationExpires == null
        ? null
        : new Proof(
            text(row.verifiedCitizen),
            row.verificationLevel,
            text(row.verificationMethod),
            row.verificationExpires);
  }

  private static @Nullable AgentPart agent(ContactRow row) {
    if (row.agentId == null) {
      return null;
    }
    AgentPart agent =
        new AgentPart(
            row.agentId,
            text(row.agentUserId),
            text(row.agentNumber),
            text(row.agentName),
            text(row.agentDevice),
            text(row.agentLeg),
            text(row.reservation),
            "");
    agent.step = row.endedAt != null ? Step.OVER : step(row.state);
    agent.shown = true;
    return agent;
  }

  private static Step step(ContactState state) {
    return state == ContactState.ACTIVE ? Step.TALKING : Step.RINGING;
  }

  static void fill(LegRow row, Call call, Leg leg) {
    row.id = leg.rowId;
    row.contactId = call.id;
    row.leg = leg.leg;
    row.kind = leg.kind.name();
    row.device = leg.device;
    row.startedAt = leg.startedAt;
    row.ringingAt = leg.ringingAt;
    row.answeredAt = leg.answeredAt;
    row.endedAt = leg.endedAt;
    row.cause = leg.cause;
    row.endedBy = leg.endedBy;
  }

  static Leg leg(LegRow row) {
    Leg leg = new Leg(row.id, row.leg, Leg.Kind.valueOf(row.kind), text(row.device), row.startedAt);
    leg.ringingAt = row.ringingAt;
    leg.answeredAt = row.answeredAt;
    leg.endedAt = row.endedAt;
    leg.cause = row.cause;
    leg.endedBy = row.endedBy;
    leg.stored = true;
    leg.dirty = false;
    return leg;
  }

  static void fill(RecordingRow row, Call call, Recording recording) {
    row.id = recording.id;
    row.contactId = call.id;
    row.leg = recording.leg;
    row.state = recording.state.name();
    row.startedAt = recording.startedAt;
    row.lengthMs = recording.length.toMillis();
    row.bytes = recording.bytes;
    row.uri = recording.uri;
  }

  static Recording recording(RecordingRow row) {
    Recording recording = new Recording(row.id, row.leg, row.startedAt);
    recording.state = Recording.State.valueOf(row.state);
    recording.length = Duration.ofMillis(row.lengthMs);
    recording.bytes = row.bytes;
    recording.uri = row.uri;
    recording.stored = true;
    recording.dirty = false;
    return recording;
  }

  static TrailRow row(String contact, TrailEntry entry) {
    TrailRow row = new TrailRow();
    row.id = entry.id();
    row.contactId = contact;
    row.flow = entry.flow();
    row.flowVersion = entry.version();
    row.sequenceNo = entry.sequence();
    row.node = entry.node();
    row.kind = entry.kind();
    row.label = entry.label();
    row.input = entry.input().orElse(null);
    row.enteredAt = entry.at();
    return row;
  }

  static TrailEntry entry(TrailRow row) {
    return new TrailEntry(
        row.id,
        row.flow,
        row.flowVersion,
        row.sequenceNo,
        row.node,
        row.kind,
        text(row.label),
        Optional.ofNullable(row.input),
        row.enteredAt);
  }

  static WrapUpRow row(String contact, WrapUp wrapUp) {
    WrapUpRow row = new WrapUpRow();
    row.contactId = contact;
    row.category = wrapUp.category();
    row.summary = wrapUp.summary();
    row.resolved = wrapUp.resolved();
    row.userId = wrapUp.userId();
    row.userName = wrapUp.userName();
    row.notedAt = wrapUp.at();
    return row;
  }

  static WrapUp wrapUp(WrapUpRow row) {
    return new WrapUp(
        row.category, text(row.summary), row.resolved, row.userId, row.userName, row.notedAt);
  }

  static String text(@Nullable String column) {
    return column == null ? "" : column;
  }
}
