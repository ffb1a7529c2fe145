// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.outreach;

/** Where a notice stands. */
public enum NoticeState {
  /** Accepted, not yet with the carrier. */
  WAITING,
  /** The carrier has it. */
  SENT,
  /** The citizen's telephone has it. */
  DELIVERED,
  /** It was not sent or not delivered; a person may send it again. */
  FAILED,
  /** Nobody knows whether it was sent; only a person may send it again. */
  UNCERTAIN;

  /**
   * How much is known by it: of two tellings of one attempt, which come in any order, the one of
   * the higher rank is believed. A report of delivery may come after everything else, and ends all
   * doubt. From 0 to 4.
   */
  public int rank() {
    return switch (this) {
      case WAITING -> 0;
      case SENT -> 1;
      case UNCERTAIN -> 2;
      case FAILED -> 3;
      case DELIVERED -> 4;
    };
  }
}
