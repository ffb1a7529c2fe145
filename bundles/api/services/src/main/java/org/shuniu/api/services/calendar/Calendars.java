// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.calendar;

import java.util.Optional;

/**
 * The calendars that administrators keep, as an OSGi service. It answers from memory, as of the
 * last change, and asks nobody's permission. Safe for use by many threads.
 */
public interface Calendars {
  /** The calendar of this code, with the public holidays known today. */
  Optional<BusinessCalendar> calendar(String code);
}
