// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.calendar;

/** What a day is. */
public enum DayKind {
  /** A day of the week like others. */
  ORDINARY,
  /** A public holiday, or a day off in exchange. */
  HOLIDAY,
  /** A Saturday or Sunday that is worked in exchange for a day off (调休). */
  MAKE_UP,
  /** A day for which the calendar has hours of its own. */
  SPECIAL
}
