// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shuniu.api.base.Region;
import org.shuniu.api.pbx.PbxCapability;
import org.shuniu.api.services.contact.Medium;

/** What screens see of calls. */
final class Views {
  private Views() {}

  static Contact contact(Call call, Set<PbxCapability> can) {
    Optional<AgentPart> agent = Optional.ofNullable(call.agent);
    return new Contact(
        call.id,
        Medium.VOICE,
        Rows.INBOUND,
        call.caller,
        call.called,
        call.region.map(Region::code),
        call.state,
        agent.map(a -> a.agent),
        agent.map(a -> a.name),
        call.offeredAt,
        Optional.ofNullable(call.queuedAt),
        Optional.ofNullable(call.answeredAt),
        Optional.ofNullable(call.endedAt),
        Optional.ofNullable(call.endReason),
        Optional.ofNullable(call.wrapUp).map(WrapUp::category),
        call.waited().map(Duration::toSeconds),
        call.talked().map(Duration::toSeconds),
        call.recordings.values().stream().anyMatch(r -> r.state == Recording.State.COMPLETE),
        Optional.ofNullable(call.citizenId),
        Map.copyOf(call.data),
        call.legs.values().stream().map(Views::leg).toList(),
        call.trail.stream().map(Views::step).toList(),
        call.recordings.values().stream().map(Views::recording).toList(),
        Optional.ofNullable(call.wrapUp).map(Views::wrapUp),
        controls(Controls.allowed(call, can)),
        call.held,
        call.muted,
        call.check != null,
        Optional.ofNullable(call.proof)
            .filter(proof -> proof.citizen().equals(call.citizenId))
            .map(proof -> new ContactVerification(proof.level(), proof.method(), proof.expires())));
  }

  static ContactSummary summary(ContactRow row, boolean recorded) {
    Optional<Duration> wait =
        Optional.ofNullable(row.queuedAt)
            .flatMap(
                from ->
                    Optional.ofNullable(row.answeredAt)
                        .or(() -> Optional.ofNullable(row.endedAt))
                        .map(to -> Duration.between(from, to)));
    Optional<Duration> talk =
        Optional.ofNullable(row.answeredAt)
            .flatMap(
                from -> Optional.ofNullable(row.endedAt).map(to -> Duration.between(from, to)));
    return new ContactSummary(
        row.id,
        row.medium,
        row.direction,
        Rows.text(row.caller),
        Rows.text(row.called),
        Optional.ofNullable(row.region),
        row.state,
        Optional.ofNullable(row.agentId),
        Optional.ofNullable(row.agentName),
        row.offeredAt,
        Optional.ofNullable(row.queuedAt),
        Optional.ofNullable(row.answeredAt),
        Optional.ofNullable(row.endedAt),
        Optional.ofNullable(row.endReason),
        Optional.ofNullable(row.category),
        wait.map(Duration::toSeconds),
        talk.map(Duration::toSeconds),
        recorded,
        Optional.ofNullable(row.citizenId));
  }

  private static ContactLeg leg(Leg leg) {
    return new ContactLeg(
        leg.leg,
        leg.kind.name(),
        leg.device,
        leg.startedAt,
        Optional.ofNullable(leg.ringingAt),
        Optional.ofNullable(leg.answeredAt),
        Optional.ofNullable(leg.endedAt),
        Optional.ofNullable(leg.cause),
        Optional.ofNullable(leg.endedBy));
  }

  private static ContactTrailStep step(TrailEntry entry) {
    return new ContactTrailStep(
        entry.flow(),
        entry.version(),
        entry.node(),
        entry.kind(),
        entry.label(),
        entry.at(),
        entry.input());
  }

  private static ContactRecording recording(Recording recording) {
    return new ContactRecording(
        recording.id,
        recording.startedAt,
        recording.length.toSeconds(),
        recording.bytes,
        recording.state.name());
  }

  private static ContactWrapUp wrapUp(WrapUp wrapUp) {
    return new ContactWrapUp(
        wrapUp.category(), wrapUp.summary(), wrapUp.resolved(), wrapUp.userName(), wrapUp.at());
  }

  private static ContactControls controls(Set<Control> allowed) {
    return new ContactControls(
        allowed.contains(Control.HOLD),
        allowed.contains(Control.RETRIEVE),
        allowed.contains(Control.MUTE),
        allowed.contains(Control.UNMUTE),
        allowed.contains(Control.HANGUP),
        allowed.contains(Control.ANSWER),
        allowed.contains(Control.VERIFY_CALLER));
  }
}
