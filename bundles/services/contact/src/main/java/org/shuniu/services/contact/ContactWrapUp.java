// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Instant;

/** What the agent noted. */
public record ContactWrapUp(
    String category, String summary, boolean resolved, String by, Instant at) {}
