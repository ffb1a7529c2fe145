// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Instant;

/** A recording. */
public record ContactRecording(
    String id, Instant startedAt, long seconds, long bytes, String state) {}
