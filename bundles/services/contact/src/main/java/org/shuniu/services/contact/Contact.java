// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.api.services.contact.EndReason;
import org.shuniu.api.services.contact.Medium;

/**
 * A contact with all that belongs to it: what the screen of an agent shows.
 *
 * @param checking the caller proves its identity; the agent hears music (T11)
 * @param verification how surely the caller is {@code citizenId}; absent if nobody found out
 */
public record Contact(
    String id,
    Medium medium,
    String direction,
    String caller,
    String called,
    Optional<String> region,
    ContactState state,
    Optional<String> agentId,
    Optional<String> agentName,
    Instant offeredAt,
    Optional<Instant> queuedAt,
    Optional<Instant> answeredAt,
    Optional<Instant> endedAt,
    Optional<EndReason> endReason,
    Optional<String> category,
    Optional<Long> waitSeconds,
    Optional<Long> talkSeconds,
    boolean hasRecording,
    Optional<String> citizenId,
    Map<String, String> attachedData,
    List<ContactLeg> legs,
    List<ContactTrailStep> trail,
    List<ContactRecording> recordings,
    Optional<ContactWrapUp> wrapUp,
    ContactControls controls,
    boolean held,
    boolean muted,
    boolean checking,
    Optional<ContactVerification> verification) {}
