// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.time.Instant;
import java.util.Optional;

/**
 * A word from a supervisor to an agent.
 *
 * @param from name of the supervisor
 * @param readAt when the agent acknowledged it
 */
record WallMessage(
    String id, String agentId, String from, String text, Instant sentAt, Optional<Instant> readAt) {
  static WallMessage of(MessageRow row) {
    return new WallMessage(
        row.id,
        row.agent,
        row.senderName,
        row.content,
        row.sentAt,
        Optional.ofNullable(row.readAt));
  }
}
