// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.util.Map;

/**
 * Makes one value of another, within bounds of time and memory, touching nothing else. Safe for use
 * by many threads.
 */
interface Expression {
  /**
   * The value for an input.
   *
   * @param input as of JSON; where the language is for XML a document, or its text
   * @param variables that the expression may name
   * @return as of JSON: maps, lists, texts, numbers, booleans, {@link Values#NOTHING}; or a text
   * @throws MappingError at the expression's line
   */
  Object apply(Object input, Map<String, Object> variables);
}
