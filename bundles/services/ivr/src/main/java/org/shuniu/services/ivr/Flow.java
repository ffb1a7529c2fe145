// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A flow as an administrator writes it.
 *
 * @param labelZh shown in lists
 * @param labelEn the same in English
 * @param language BCP 47, in which it speaks
 * @param start name of the first node
 * @param fallbackSkill where callers wait when the flow cannot go on
 * @param variables texts to be used as {@code ${name}}
 * @param nodes by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Flow(
    String labelZh,
    @Nullable String labelEn,
    String language,
    String start,
    String fallbackSkill,
    @Nullable Map<String, String> variables,
    Map<String, FlowNode> nodes) {

  Map<String, String> variablesOrNone() {
    return variables == null ? Map.of() : variables;
  }
}
