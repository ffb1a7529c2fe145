// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.business;

import java.util.Optional;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.business.spi.BusinessRequest;

/**
 * A business system that a test can spoil. One rig serves many tests, one after another. What it
 * does takes effect for the requests that come after.
 */
public interface BusinessRig {
  /**
   * A new link to the rig's system, not started, configured so that a circuit breaker lets requests
   * through again after two seconds at most.
   */
  BusinessLink newLink();

  /**
   * A question that the system answers when it is well. At least one value of its content is a text
   * of six characters or more that looks like a personal number; it must not show in failures.
   *
   * @param id of the request
   */
  BusinessRequest query(String id);

  /** An order of kind {@code IDEMPOTENT_ORDER}, if the link has one. */
  default Optional<BusinessRequest> order(String id) {
    return Optional.empty();
  }

  /** How the system behaves from now on; it ends what it does to requests in work. */
  void mood(Mood mood);

  /** Whether the system can be in such a mood; checks of others are skipped. */
  default boolean knows(Mood mood) {
    return true;
  }

  /** The system can not be reached: connections break and none is taken. */
  void cutLink();

  /** The system can be reached again. */
  void restoreLink();

  /** How many requests have reached the system since {@link #reset}, by its own log. */
  int asked();

  /** How often the system carried out the order of this id, by its own log. */
  int carriedOut(String id);

  /**
   * The system tells something by itself, if it can: returns whether it got its acknowledgement.
   *
   * @param notice the system's id of the notice
   */
  default Optional<Boolean> tell(String notice, String matter) {
    return Optional.empty();
  }

  /** All is well, reachable and forgotten. */
  void reset();

  /** Whether a thread belongs to the system rather than to the link. */
  default boolean owns(Thread thread) {
    return false;
  }

  /** How a system behaves. */
  enum Mood {
    /** Answers at once. */
    WELL,
    /** Answers after a second. */
    SLOW,
    /** Takes requests and never answers. */
    SILENT,
    /** Refuses what is asked, for a reason of its own: person unknown. */
    REFUSES,
    /** Answers with a fault of its own: SOAP fault of the receiver, HTTP 500. */
    FAILS,
    /** Answers something that is not what was agreed. */
    GARBLES,
    /** Answers with 50 MB. */
    FLOODS,
    /** Carries out what it gets and breaks the connection instead of an answer. */
    BREAKS
  }
}
