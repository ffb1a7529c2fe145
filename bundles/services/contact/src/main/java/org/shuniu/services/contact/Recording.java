// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A recording of a {@link Call} (T15). */
final class Recording {
  /** What is known of it. */
  enum State {
    /** Ordered; the switch has not confirmed it. */
    ORDERED,
    RUNNING,
    /** Complete, can be played. */
    COMPLETE,
    /** The switch could not do it, or never told its end. */
    FAILED
  }

  final String id;
  final String leg;
  final Instant startedAt;
  State state = State.ORDERED;
  Duration length = Duration.ZERO;
  long bytes;
  @Nullable String uri;
  boolean stored;
  boolean dirty = true;

  Recording(String id, String leg, Instant startedAt) {
    this.id = id;
    this.leg = leg;
    this.startedAt = startedAt;
  }

  /** Whether more is to be told of it. */
  boolean open() {
    return state == State.ORDERED || state == State.RUNNING;
  }

  void become(State next) {
    state = next;
    dirty = true;
  }

  void complete(String where, Duration speech, long size) {
    uri = where;
    length = speech;
    bytes = size;
    become(State.COMPLETE);
  }
}
