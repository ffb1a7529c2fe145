// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.List;

/** Who did what, when, to what, from where. */
@Embeddable
class AuditAct {
  /** In whole milliseconds, which every database gives back as they were. */
  @Column(name = "happened_at", nullable = false)
  Instant at;

  @Column(nullable = false, length = 80)
  String actor;

  @Column(nullable = false, length = 64)
  String operation;

  @Column(nullable = false, length = 200)
  String subject;

  /** JSON object. */
  @Column(nullable = false, length = 2000)
  String detail;

  /** {@code -} when the hub itself did it: Oracle takes an empty text for none. */
  @Column(nullable = false, length = 64)
  String address;

  List<String> fields() {
    return List.of(Long.toString(at.toEpochMilli()), actor, operation, subject, detail, address);
  }
}
