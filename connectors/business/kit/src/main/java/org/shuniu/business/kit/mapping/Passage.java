// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

/**
 * A text within a mapping.
 *
 * @param line of the mapping at which it begins, from 1
 */
public record Passage(String text, int line) {
  /** The line of the mapping that a place within the text is on. */
  int lineAt(int offset) {
    int end = Math.max(0, Math.min(offset, text.stripTrailing().length()));
    return line + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
  }

  @Override
  public String toString() {
    return "line " + line;
  }
}
