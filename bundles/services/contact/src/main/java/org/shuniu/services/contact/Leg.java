// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Ids;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;

/** One party's connection to the switch, as part of a {@link Call}. */
final class Leg {
  /** Whose leg it is. */
  enum Kind {
    CALLER,
    AGENT,
    CONSULT
  }

  /** Primary key of its row; legs that come from outside are named by the switch. */
  final String rowId;

  final String leg;
  final Kind kind;
  final String device;
  final Instant startedAt;
  @Nullable Instant ringingAt;
  @Nullable Instant answeredAt;
  @Nullable Instant endedAt;
  @Nullable EndCause cause;
  @Nullable EndedBy endedBy;

  /** Whether there is a row, and whether it says something else. */
  boolean stored;

  boolean dirty = true;

  Leg(String rowId, String leg, Kind kind, String device, Instant startedAt) {
    this.rowId = rowId;
    this.leg = leg;
    this.kind = kind;
    this.device = device;
    this.startedAt = startedAt;
  }

  static Leg begin(String leg, Kind kind, String device, Instant at) {
    return new Leg(Ids.next(), leg, kind, device, at);
  }

  boolean open() {
    return endedAt == null;
  }

  void ringing(Instant at) {
    if (ringingAt == null) {
      ringingAt = at;
      dirty = true;
    }
  }

  void answered(Instant at) {
    if (answeredAt == null) {
      answeredAt = at;
      dirty = true;
    }
  }

  void ended(EndCause why, EndedBy who, Instant at) {
    cause = why;
    endedBy = who;
    endedAt = at;
    dirty = true;
  }
}
