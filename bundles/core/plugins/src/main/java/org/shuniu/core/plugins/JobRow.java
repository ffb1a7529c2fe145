// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Ids;

/** Something that a connector shall do, until it is done or given up. */
@MappedSuperclass
abstract class JobRow {
  /** Where a job stands. */
  enum State {
    /** Not done; at work if it is in a host's memory. */
    OPEN,
    DONE,
    REJECTED,
    /** It may have been done; nobody can know. */
    UNCERTAIN
  }

  /** Given by who wants it done; the same again is the same job. */
  @Id
  @Column(name = "id")
  String id = "";

  @Version
  @Column(name = "version")
  int version;

  /** Grows with the time of acceptance. */
  @Column(name = "place")
  String place = "";

  /** Name of the connector. */
  @Column(name = "instance")
  String instance = "";

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  State state = State.OPEN;

  @Column(name = "accepted_at")
  Instant acceptedAt = Instant.EPOCH;

  /** Not tried before. */
  @Column(name = "due")
  Instant due = Instant.EPOCH;

  /** Not tried after. */
  @Column(name = "expires")
  Instant expires = Instant.EPOCH;

  /** It is about to be given to the connector, and to be given once only. */
  @Column(name = "begun")
  boolean begun;

  /** Some try may have been carried out. */
  @Column(name = "perhaps_done")
  boolean perhapsDone;

  @Column(name = "tries")
  int tries;

  /** Of the last failure. */
  @Column(name = "code")
  @Nullable String code;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  @Embedded Origin origin = new Origin();

  JobRow() {}

  JobRow(String id, String instance, Envelope<?> envelope, Instant now, Instant expires) {
    this.id = id;
    this.instance = instance;
    this.place = Ids.next();
    this.acceptedAt = now;
    this.due = now;
    this.expires = expires;
    this.origin = new Origin(envelope);
  }

  /** It is over. */
  void end(State how, @Nullable String why, Instant now) {
    state = how;
    code = why;
    endedAt = now;
    begun = false;
    erase();
  }

  /** Tried, not done, and to be tried again. */
  void again(String why, boolean perhaps, Instant next) {
    tries++;
    code = why;
    begun = false;
    perhapsDone |= perhaps;
    due = next.isBefore(expires) ? next : expires;
  }

  /** Removes what is personal, as far as nobody needs it any more. */
  abstract void erase();
}
