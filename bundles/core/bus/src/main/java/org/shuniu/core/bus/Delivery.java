// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.util.Optional;

/** One message on its way to one consumer, with what has been tried. On one thread at a time. */
final class Delivery {
  /** Where it comes from, and whom to tell that it is handled. */
  interface Origin {
    /** Called once, when the consumer will not see this delivery again. */
    void settle();

    /** Whether settling would still reach somebody; if not, it will be delivered anew. */
    boolean current();

    /** Id of the dead letter that this is the redelivery of. */
    default Optional<String> letter() {
      return Optional.empty();
    }
  }

  private final Parcel parcel;
  private final Origin origin;
  private int tries;
  private long firstTry;
  private Optional<String> verdict = Optional.empty();

  Delivery(Parcel parcel, Origin origin) {
    this.parcel = parcel;
    this.origin = origin;
  }

  Parcel parcel() {
    return parcel;
  }

  Origin origin() {
    return origin;
  }

  void begin() {
    if (tries++ == 0) {
      firstTry = System.nanoTime();
    }
  }

  int tries() {
    return tries;
  }

  long nanosSinceFirstTry() {
    return System.nanoTime() - firstTry;
  }

  /** Why it was given up, once it was; what is left to do then is to note that. */
  Optional<String> verdict() {
    return verdict;
  }

  void giveUp(String reason) {
    verdict = Optional.of(reason);
  }
}
