// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.ticket;

/** Where a ticket stands (W2, W9). */
public enum TicketState {
  /** Written down, its process has not begun. */
  OPEN,
  /** Sent to a department, which has not taken it yet. */
  DISPATCHED,
  /** The department works on it. */
  IN_PROGRESS,
  /** The department has resolved it; the centre looks at the answer. */
  RESOLVED,
  /** Somebody of the centre must decide: unknown department, link refused, process failed. */
  ATTENTION,
  /** The citizen has the answer. */
  CLOSED,
  /** It should not have been written. */
  DISCARDED;

  /** Whether nothing happens to it any more. */
  public boolean over() {
    return this == CLOSED || this == DISCARDED;
  }
}
