// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.pbx;

/** Who ended a leg. */
public enum EndedBy {
  /** The party at the far end of this very leg. */
  PARTY,
  /** The hub, by an order. */
  HUB,
  /** The switch, by its own rules, or because the other party left. */
  SWITCH,
  UNKNOWN
}
