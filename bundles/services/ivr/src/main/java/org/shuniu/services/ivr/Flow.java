// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A flow as an administrator writes it.
 *
 * @param labelZh shown in lists
 * @param labelEn the same in English
 * @param language BCP 47, in which it speaks
 * @param start name of the first node
 * @param fallbackSkill where callers wait when the flow cannot go on; a sub-flow has none
 * @param variables texts to be used as {@code ${name}}
 * @param nodes by name
 * @param kind absent: a flow that serves hotline numbers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Flow(
    String labelZh,
    @Nullable String labelEn,
    String language,
    String start,
    @Nullable String fallbackSkill,
    @Nullable Map<String, String> variables,
    Map<String, FlowNode> nodes,
    @Nullable Kind kind) {

  /** What a flow is for. */
  enum Kind {
    /** Serves callers of a hotline number, and ends in a queue or with the call. */
    @JsonProperty("line")
    LINE,
    /** Runs within a talk, and returns to it. */
    @JsonProperty("sub-flow")
    SUB_FLOW
  }

  boolean subFlow() {
    return kind == Kind.SUB_FLOW;
  }

  Map<String, String> variablesOrNone() {
    return variables == null ? Map.of() : variables;
  }
}
