// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session; whoever reads this table cannot use it, since the token itself is not in it. */
@Entity
@Table(name = "security_session")
class SessionRow {
  /** SHA-256 of the token, in hexadecimal. */
  @Id
  @Column(name = "token_hash", length = 64)
  String tokenHash;

  @Column(nullable = false, length = 36)
  String id;

  @Column(name = "user_id", nullable = false, length = 36)
  String userId;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "used_at", nullable = false)
  Instant usedAt;

  @Column(name = "expires_at", nullable = false)
  Instant expiresAt;

  @Column(nullable = false, length = 64)
  String address;

  /** As the browser names itself; null in sessions that are older than this column. */
  @Column(length = 200)
  @Nullable String browser;
}
