// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.acd;

import java.time.Duration;
import java.util.Optional;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * It is time to tell a waiting citizen the place in the queue (T12): on arrival, then at the
 * interval that the skill sets.
 *
 * @param place 1 is next
 * @param expectedWait as far as it can be known
 */
@MessageType("acd.queue-place-announced")
public record QueuePlaceAnnounced(
    String contact, String skill, int place, Optional<Duration> expectedWait) implements Event {
  @Override
  public String key() {
    return contact;
  }
}
