// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Instant;
import java.util.Optional;

/** A node of a menu that the caller passed. */
public record ContactTrailStep(
    String flow,
    int version,
    String node,
    String kind,
    String label,
    Instant at,
    Optional<String> input) {}
