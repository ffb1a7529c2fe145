// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.alarm;

import java.time.Clock;
import java.time.Duration;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.services.outreach.SendNotice;

/** Short messages, by whoever sends notices to citizens; that service tells what became of them. */
final class TextTeller implements Teller {
  /** Whoever reads it later has found out otherwise. */
  private static final Duration WORTH = Duration.ofHours(2);

  private static final int LONGEST = 300;

  private final boolean on;
  private final Bus bus;
  private final Clock clock;

  TextTeller(boolean on, Bus bus, Clock clock) {
    this.on = on;
    this.bus = bus;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "sms";
  }

  @Override
  public boolean ready() {
    return on;
  }

  @Override
  public void tell(String to, String subject, String text) {
    String whole = subject + "\n" + text;
    String id = Ids.next();
    bus.publish(
        new SendNotice(
            id,
            "alarm-" + id,
            to,
            whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST - 1) + "…",
            clock.instant().plus(WORTH)));
  }
}
