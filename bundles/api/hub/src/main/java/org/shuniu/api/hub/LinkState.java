// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import java.time.Instant;

/**
 * How a connector stands to its foreign system. A lost link is a state, not an exception.
 *
 * @param status see {@link Status}
 * @param reason code of the cause, empty when ONLINE: {@code pbx.login.refused}
 * @param since when it became so
 */
public record LinkState(Status status, String reason, Instant since) {
  /** How well the link works. */
  public enum Status {
    /** Not yet known. */
    STARTING,
    ONLINE,
    /** Works in part or slowly. */
    DEGRADED,
    OFFLINE,
    STOPPED
  }

  /** All is well, from now on. */
  public static LinkState online() {
    return new LinkState(Status.ONLINE, "", Instant.now());
  }

  /** The link is lost, from now on. */
  public static LinkState offline(String reason) {
    return new LinkState(Status.OFFLINE, reason, Instant.now());
  }
}
