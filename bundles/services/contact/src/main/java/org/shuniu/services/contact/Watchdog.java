// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Instant;
import java.util.List;
import org.shuniu.api.services.contact.EndReason;

/** Drives again what makes no progress: nothing hangs because a message was lost. */
final class Watchdog {
  private final Settings settings;
  private final Arrival arrival;
  private final Agents agents;
  private final Ending ending;
  private final Endings endings;

  private final Checks checks;

  Watchdog(
      Settings settings,
      Arrival arrival,
      Agents agents,
      Ending ending,
      Endings endings,
      Checks checks) {
    this.checks = checks;
    this.settings = settings;
    this.arrival = arrival;
    this.agents = agents;
    this.ending = ending;
    this.endings = endings;
  }

  /** Whether {@link #look} would do something. */
  boolean wants(Call call, Instant now) {
    return due(call, now) || doubtful(call, now) || tooLong(call, now);
  }

  private static boolean due(Call call, Instant now) {
    return call.due != null && !call.due.isAfter(now);
  }

  private static boolean doubtful(Call call, Instant now) {
    return !call.missing.isEmpty() && call.doubtUntil != null && !call.doubtUntil.isAfter(now);
  }

  private boolean tooLong(Call call, Instant now) {
    return !call.ended() && call.offeredAt.plus(settings.longest()).isBefore(now);
  }

  void look(Call call, Effects out) {
    if (tooLong(call, out.now)) {
      ending.end(call, EndReason.LOST, out);
    }
    if (doubtful(call, out.now)) {
      List<String> gone = List.copyOf(call.missing);
      call.missing.clear();
      gone.forEach(leg -> endings.gone(call, leg, out));
    }
    if (!due(call, out.now)) {
      return;
    }
    call.due = null;
    if (call.ended()) {
      ending.hangUp(call, out);
      return;
    }
    drive(call, out);
  }

  private void drive(Call call, Effects out) {
    switch (call.state) {
      case OFFERED -> arrival.answer(call, out);
      case SELF_SERVICE -> arrival.flowOverdue(call, out);
      case QUEUED -> {
        if (call.farewell) {
          ending.end(call, EndReason.ENDED_BY_HUB, out);
        } else {
          arrival.enqueue(call, out);
        }
      }
      case RESERVED -> agents.overdue(call, out);
      case ACTIVE -> talk(call, out);
      default -> {}
    }
  }

  private void talk(Call call, Effects out) {
    if (call.agent != null && call.agent.hangUpOrdered) {
      ending.end(call, EndReason.ENDED_BY_AGENT, out);
    } else if (call.check != null) {
      checks.overdue(call, call.check, out);
    } else if (call.parted) {
      agents.reconnect(call, out);
    } else {
      checks.recordOverdue(call, out);
    }
  }
}
