// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.outreach;

import java.time.Instant;
import java.util.Optional;
import org.shuniu.api.base.Mask;
import org.shuniu.api.services.outreach.NoticeState;

/**
 * A notice as screens see it.
 *
 * @param to masked
 * @param code why it is FAILED or UNCERTAIN
 * @param reason what the carrier said
 * @param dueAt while it waits for the end of the quiet time
 * @param parts how many messages the carrier made of it
 */
public record Notice(
    String id,
    String reference,
    String to,
    String text,
    NoticeState state,
    Optional<String> code,
    Optional<String> reason,
    int attempt,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> dueAt,
    Optional<Instant> sentAt,
    Optional<Instant> deliveredAt,
    Optional<Integer> parts) {

  static Notice of(NoticeRow row) {
    return new Notice(
        row.id,
        row.reference,
        Mask.phone(row.recipient),
        row.content,
        row.state,
        Optional.ofNullable(row.code),
        Optional.ofNullable(row.reason),
        row.attempt,
        row.createdAt,
        row.expiresAt,
        Optional.ofNullable(row.dueAt),
        Optional.ofNullable(row.sentAt),
        Optional.ofNullable(row.deliveredAt),
        Optional.ofNullable(row.parts));
  }
}
