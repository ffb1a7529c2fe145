// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Access;
import org.shuniu.api.services.citizen.VerificationLevel;

/** Whether what is asked about a citizen may be shown to who asks (X4). */
final class Gate {
  private final Access access;
  private final Verifications verifications;

  Gate(Access access, Verifications verifications) {
    this.access = access;
    this.verifications = verifications;
  }

  /** {@code citizen.verification.needed} unless the citizen is so sure in this contact. */
  void require(String contact, String citizen, VerificationLevel level) {
    if (verifications.level(contact, citizen).compareTo(level) < 0) {
      throw needed(citizen, level);
    }
  }

  /**
   * Own history and the person in the clear: for who serves a verified contact, and for who may
   * reveal without one.
   */
  void requireKnown(@Nullable String contact, String citizen) {
    boolean verified =
        contact != null
            && verifications.level(contact, citizen).compareTo(VerificationLevel.BASIC) >= 0;
    if (!verified && !access.permits("citizen:reveal")) {
      throw needed(citizen, VerificationLevel.BASIC);
    }
  }

  private static HubException needed(String citizen, VerificationLevel level) {
    return HubException.caller(
        HubException.Reason.FORBIDDEN,
        "citizen.verification.needed",
        Map.of("citizen", citizen, "level", level.name()));
  }
}
