// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.system;

import java.util.Arrays;
import java.util.stream.Stream;

/** Settings of several values: a form gives many texts, a {@code .cfg} file one with commas. */
public final class Texts {
  private Texts() {}

  /** Each value, without blanks around it; empty ones are left out. */
  public static Stream<String> each(String[] values) {
    return Arrays.stream(values)
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
