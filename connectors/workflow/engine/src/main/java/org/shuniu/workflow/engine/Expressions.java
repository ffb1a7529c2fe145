// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expressions that a pack may use: variables, literals, comparisons, arithmetic and the choice
 * between two values. No calls, no properties: what comes in with a process must not reach into the
 * hub.
 */
final class Expressions {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|(?<text>'[^'\\\\]*'|\"[^\"\\\\]*\")|\\d+(\\.\\d+)?|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
              + "|==|!=|<=|>=|&&|\\|\\||[<>!+*/%?:-]|(?<open>\\()|\\)|(?<end>})");

  /** Names that Flowable puts into every expression. */
  private static final Set<String> IMPLICIT =
      Set.of("execution", "task", "authenticatedUserId", "variableContainer", "planItemInstance");

  private static final int LONGEST = 500;

  private Expressions() {}

  /** Whether a text holds an expression. */
  static boolean present(String text) {
    return text.contains("${") || text.contains("#{");
  }

  /** What is wrong with the expressions in a text, if anything is. */
  static Optional<String> fault(String text) {
    if (text.contains("#{")) {
      return Optional.of("#{ is not allowed");
    }
    for (int begin = text.indexOf("${"); begin >= 0; begin = text.indexOf("${", begin + 2)) {
      Optional<String> fault = fault(text, begin + 2);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return text.length() > LONGEST ? Optional.of("the expression is too long") : Optional.empty();
  }

  private static Optional<String> fault(String text, int begin) {
    Matcher token = TOKEN.matcher(text).region(begin, text.length());
    boolean afterName = false;
    while (token.lookingAt()) {
      if (token.group("end") != null) {
        return Optional.empty();
      }
      String name = token.group("name");
      if (name != null && IMPLICIT.contains(name)) {
        return Optional.of(name + " is not a variable");
      }
      if (afterName && token.group("open") != null) {
        return Optional.of("calls are not allowed");
      }
      afterName = name != null || (afterName && token.group().isBlank());
      token.region(token.end(), text.length());
    }
    return Optional.of("not an expression over variables: " + text.substring(begin));
  }
}
