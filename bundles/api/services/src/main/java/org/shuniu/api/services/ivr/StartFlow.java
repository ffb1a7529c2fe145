// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.ivr;

import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.Command;
import org.shuniu.api.base.MessageType;

/**
 * Runs the published flow of a hotline number, or the sub-flow of a name, with an answered leg that
 * is connected to nobody or whose partner is on hold (I1, T11). Idempotent: the same flow that runs
 * for the contact goes on; another one is forgotten. {@link FlowEnded} follows.
 *
 * @param leg the citizen's leg
 * @param called the number that was dialled; decides the flow
 * @param caller the citizen's number, may be empty
 * @param node where to go on after an interruption; empty: at the start
 * @param variables attached data, readable in the flow
 * @param flow a published sub-flow to be run within a talk; it ends with {@code RETURN}, at once if
 *     there is no such flow. Empty: what {@code called} decides
 */
@MessageType("ivr.start-flow")
public record StartFlow(
    String contact,
    String pbx,
    String leg,
    String called,
    String caller,
    Optional<String> node,
    Map<String, String> variables,
    Optional<String> flow)
    implements Command {
  @Override
  public String key() {
    return contact;
  }
}
