// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.system;

import java.util.SortedMap;

/**
 * One value of {@code /metrics}.
 *
 * @param metric its name there
 * @param labels what tells it from others of the name
 */
public record Sample(String metric, SortedMap<String, String> labels, double value) {
  /** The labels as an administrator reads them: {@code of=home}; empty without any. */
  public String series() {
    StringBuilder text = new StringBuilder();
    labels.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : ",").append(name).append('=').append(value));
    return text.toString();
  }
}
