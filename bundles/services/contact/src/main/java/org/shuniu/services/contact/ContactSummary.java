// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Instant;
import java.util.Optional;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.api.services.contact.EndReason;
import org.shuniu.api.services.contact.Medium;

/** A contact in a list. */
public record ContactSummary(
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
    Optional<String> citizenId) {}
