// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Instant;

/** What the agent noted. */
record WrapUp(
    String category,
    String summary,
    boolean resolved,
    String userId,
    String userName,
    Instant at) {}
