// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import java.time.ZoneId;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.flowable.common.engine.impl.runtime.Clock;

/** The hub's clock, as Flowable reads it. */
record HubClock(java.time.Clock clock) implements Clock {
  @Override
  public Date getCurrentTime() {
    return Date.from(clock.instant());
  }

  @Override
  public Calendar getCurrentCalendar() {
    return getCurrentCalendar(getCurrentTimeZone());
  }

  @Override
  public Calendar getCurrentCalendar(TimeZone zone) {
    Calendar calendar = new GregorianCalendar(zone);
    calendar.setTime(getCurrentTime());
    return calendar;
  }

  @Override
  public TimeZone getCurrentTimeZone() {
    return TimeZone.getTimeZone(ZoneId.systemDefault());
  }

  @Override
  public void setCurrentTime(Date time) {
    throw new UnsupportedOperationException("the hub sets the time");
  }

  @Override
  public void setCurrentCalendar(Calendar time) {
    throw new UnsupportedOperationException("the hub sets the time");
  }

  @Override
  public void reset() {}
}
