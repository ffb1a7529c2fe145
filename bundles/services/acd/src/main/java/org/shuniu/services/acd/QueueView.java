// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.util.Optional;

/**
 * A queue on a screen.
 *
 * @param waiting contacts in it now, those that overflowed into it included
 * @param agentsReady who could be chosen now
 * @param serviceLevelPercent share of today's contacts answered in time, of those answered or
 *     abandoned; absent before the first
 */
record QueueView(
    String skill,
    String labelZh,
    String labelEn,
    int waiting,
    long longestWaitSeconds,
    int agentsLoggedIn,
    int agentsReady,
    int answeredToday,
    int abandonedToday,
    Optional<Integer> serviceLevelPercent) {}
