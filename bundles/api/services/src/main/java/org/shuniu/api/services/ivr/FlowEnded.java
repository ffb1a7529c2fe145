// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.ivr;

import java.util.Map;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * A flow is over. Control, not durable.
 *
 * @param outcome what shall happen now
 * @param skill for QUEUE: the skill to wait for; else empty
 * @param priority for QUEUE
 * @param variables attached data as the flow left it, without secrets and without what business
 *     systems answered, unless the flow attaches it by name
 */
@MessageType("ivr.flow-ended")
public record FlowEnded(
    String contact, Outcome outcome, String skill, int priority, Map<String, String> variables)
    implements Event {
  @Override
  public String key() {
    return contact;
  }

  /** What shall happen. */
  public enum Outcome {
    /** The citizen waits for an agent. */
    QUEUE,
    /** The call is over. */
    HANG_UP,
    /** A sub-flow is over, or there was none: the talk goes on. */
    RETURN
  }
}
