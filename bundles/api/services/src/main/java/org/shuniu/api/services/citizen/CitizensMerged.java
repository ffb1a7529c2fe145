// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.citizen;

import java.time.Instant;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * Two citizens were one, or after an undo are two again (Z1). A fact.
 *
 * @param kept the citizen that stays
 * @param merged the one that went into it
 * @param undone the merge was taken back
 */
@MessageType(value = "citizen.merged", durable = true)
public record CitizensMerged(String kept, String merged, boolean undone, Instant time)
    implements Event {
  @Override
  public String key() {
    return kept;
  }
}
