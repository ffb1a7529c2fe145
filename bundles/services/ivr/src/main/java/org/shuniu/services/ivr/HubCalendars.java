// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.services.calendar.BusinessCalendar;
import org.shuniu.api.services.calendar.Calendars;

/** The calendars for other services. */
@Component
public final class HubCalendars implements Calendars {
  private final IvrService ivr;

  /** Made by the component runtime. */
  @Activate
  public HubCalendars(@Reference IvrService ivr) {
    this.ivr = ivr;
  }

  @Override
  public Optional<BusinessCalendar> calendar(String code) {
    return Optional.ofNullable(ivr.inForce().calendars().get(code));
  }
}
