// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What may be set about the conducting of calls; the configuration says what each means.
 *
 * @param progress a transitional state that lasts longer is driven again
 * @param flow without a sign of a flow for so long, the caller goes to the fallback queue
 * @param enqueue the ACD is reminded of a waiting contact so often
 * @param backoff pause before waiting again after the switch failed to ring an agent
 * @param ring how long an agent's telephone rings
 * @param announcement how long the agent's number may take to be played
 * @param speech how long the speech engine may take
 * @param snapshot the switches are asked so often what they hold
 * @param check a check of identity within a talk that takes longer is ended
 * @param longest a contact that is open longer is closed
 * @param wrapUp after-contact work that lasts longer is closed
 */
record Settings(
    Duration progress,
    Duration flow,
    Duration enqueue,
    Duration backoff,
    Duration ring,
    Duration announcement,
    Duration speech,
    Duration snapshot,
    Duration check,
    Duration longest,
    Duration wrapUp,
    boolean announceAgent,
    String fallbackSkill,
    String language,
    ZoneId zone) {

  static Settings of(ContactConfig config) {
    return new Settings(
        Duration.ofMillis(config.progressTimeoutMs()),
        Duration.ofMillis(config.flowTimeoutMs()),
        Duration.ofMillis(config.enqueueRepeatMs()),
        Duration.ofMillis(config.retryPauseMs()),
        Duration.ofMillis(config.ringTimeoutMs()),
        Duration.ofMillis(config.announcementTimeoutMs()),
        Duration.ofMillis(config.speechTimeoutMs()),
        Duration.ofMillis(config.snapshotIntervalMs()),
        Duration.ofMillis(config.checkTimeoutMs()),
        Duration.ofHours(config.longestContactHours()),
        Duration.ofHours(config.wrapUpTimeoutHours()),
        config.announceAgentNumber(),
        config.fallbackSkill(),
        config.announcementLanguage(),
        ZoneId.of(config.timeZone()));
  }
}
