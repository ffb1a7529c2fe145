// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who waits.
 *
 * @param caller masked
 * @param region twelve digits
 * @param place in the queue of the skill, 1 is next; absent while an agent's telephone rings
 */
record WaitingView(
    String contactId,
    String caller,
    String line,
    String region,
    String skill,
    Instant since,
    Optional<Integer> place) {}
