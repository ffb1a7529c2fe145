// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import java.time.Instant;
import java.util.function.Consumer;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.hub.LinkState.Status;

/** How the link stands; tells changes only, in their order, and nothing after the end. */
final class Standing {
  private final Consumer<LinkState> listener;
  private Status status = Status.STARTING;
  private String reason = "";
  private boolean ended;

  Standing(Consumer<LinkState> listener) {
    this.listener = listener;
  }

  synchronized Status status() {
    return status;
  }

  void online() {
    change(Status.ONLINE, "");
  }

  /** It answers, but not as it should. */
  void degraded(String why) {
    change(Status.DEGRADED, why);
  }

  void offline(String why) {
    change(Status.OFFLINE, why);
  }

  synchronized void end() {
    ended = true;
  }

  private synchronized void change(Status now, String why) {
    if (ended || (now == status && why.equals(reason))) {
      return;
    }
    status = now;
    reason = why;
    listener.accept(new LinkState(now, why, Instant.now()));
  }
}
