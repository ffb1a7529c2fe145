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
  UNCERTAIN
}
