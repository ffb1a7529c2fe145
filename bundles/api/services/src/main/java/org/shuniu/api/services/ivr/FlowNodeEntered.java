// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.ivr;

import java.time.Instant;
import java.util.Optional;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * A caller came to a node: the IVR trail (I5). A fact.
 *
 * @param sequence 1, 2, 3 … within one run of the flow
 * @param kind kind of the node: {@code prompt}, {@code menu}, {@code queue} …
 * @param label what the trail shows
 * @param input what the caller keyed at the node before, if that was not secret; after a question
 *     to a business system the word how it ended ({@code answered}, the reason of a refusal, {@code
 *     failed}), never what was answered
 */
@MessageType(value = "ivr.flow-node-entered", durable = true)
public record FlowNodeEntered(
    String contact,
    String flow,
    int version,
    int sequence,
    String node,
    String kind,
    String label,
    Optional<String> input,
    Instant time)
    implements Event {
  @Override
  public String key() {
    return contact;
  }
}
