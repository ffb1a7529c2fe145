// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Region;
import org.shuniu.api.services.contact.EndReason;

/** A {@link Story} as it is stored; written by {@link Facts} only. */
@Entity
@Table(name = "monitor_contact")
class ContactRow {
  @Id String id;

  @Version
  @Column(name = "row_version")
  int version;

  @Column(name = "line")
  @Nullable String line;

  @Column(name = "region")
  @Nullable String region;

  @Column(name = "caller")
  @Nullable String caller;

  @Column(name = "skill")
  @Nullable String skill;

  @Column(name = "offered_at")
  @Nullable Instant offeredAt;

  @Column(name = "queued_at")
  @Nullable Instant queuedAt;

  @Column(name = "answered_at")
  @Nullable Instant answeredAt;

  @Column(name = "waited_ms")
  long waitedMs;

  @Column(name = "agent")
  @Nullable String agent;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  @Enumerated(EnumType.STRING)
  @Column(name = "reason")
  @Nullable EndReason reason;

  /** The newest moment that it counts for: what is read at a restart and what is old. */
  @Column(name = "counted_at")
  Instant countedAt;

  static ContactRow of(String contact, Instant at) {
    ContactRow row = new ContactRow();
    row.id = contact;
    row.countedAt = at;
    return row;
  }

  /**
   * As it is now; detached from the row.
   *
   * @param elsewhere the region of what has none
   */
  Story story(Region elsewhere) {
    return new Story(
        id,
        new Cell(
            line == null ? Cell.NONE : line,
            region == null ? elsewhere : new Region(region),
            skill == null ? Cell.NONE : skill),
        caller == null ? "" : caller,
        offeredAt,
        queuedAt,
        answeredAt,
        Duration.ofMillis(waitedMs),
        Optional.ofNullable(agent),
        endedAt,
        reason);
  }
}
