// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Instant;
import java.util.Optional;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;

/** One party's connection. */
public record ContactLeg(
    String id,
    String kind,
    String device,
    Instant startedAt,
    Optional<Instant> ringingAt,
    Optional<Instant> answeredAt,
    Optional<Instant> endedAt,
    Optional<EndCause> cause,
    Optional<EndedBy> endedBy) {}
