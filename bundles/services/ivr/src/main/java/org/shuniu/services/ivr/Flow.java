// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** Names of the library's prompts that it speaks. */
  Set<String> prompts() {
    return nodes.values().stream()
        .flatMap(node -> Stream.ofNullable(node.prompt()))
        .filter(name -> !name.startsWith(ServedLine.PREFIX))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether it speaks what a line has for a greeting. */
  boolean speaksGreeting() {
    return nodes.values().stream().anyMatch(node -> ServedLine.GREETING.equals(node.prompt()));
  }

  boolean subFlow() {
    return kind == Kind.SUB_FLOW;
  }

  Map<String, String> variablesOrNone() {
    return variables == null ? Map.of() : variables;
  }
}
