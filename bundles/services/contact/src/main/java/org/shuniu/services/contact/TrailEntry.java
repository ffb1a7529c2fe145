// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Instant;
import java.util.Optional;

/** A node that the caller passed (I5). */
record TrailEntry(
    String id,
    String flow,
    int version,
    int sequence,
    String node,
    String kind,
    String label,
    Optional<String> input,
    Instant at) {}
