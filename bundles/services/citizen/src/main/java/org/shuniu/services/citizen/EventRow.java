// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a citizen's history, rewritten as the thing goes on: one contact, one ticket, one
 * notice.
 */
@Entity
@Table(name = "citizen_event")
class EventRow {
  /** Kind and reference. */
  @Id String id;

  @Version
  @Column(name = "row_version")
  int rowVersion;

  @Enumerated(EnumType.STRING)
  TimelineKind kind;

  /** Id of the contact, ticket, notice … */
  String reference;

  /** The contact or ticket through which the citizen is known, where the thing itself has none. */
  @Column(name = "belongs_to")
  @Nullable String belongsTo;

  /** As it was known then; a citizen that was merged later is found through the merge. */
  @Nullable String citizen;

  @Column(name = "happened_at")
  Instant at;

  @Column(name = "over_at")
  @Nullable Instant overAt;

  /** How far it has gone: what is older does not undo what is newer. */
  long place;

  String label;

  /** JSON object without personal values. */
  String facts;

  static String id(TimelineKind kind, String reference) {
    return kind + ":" + reference;
  }
}
