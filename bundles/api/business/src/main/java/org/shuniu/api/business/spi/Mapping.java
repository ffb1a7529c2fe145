// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.business.spi;

import java.util.List;
import java.util.Map;

/**
 * A mapping that a link has read and found without a fault.
 *
 * @param text whole, as it stands in its file
 * @param version SHA-256 of the text in UTF-8, lower-case hexadecimal
 * @param examples names of the examples that the text holds, by operation, in the text's order
 */
public record Mapping(String text, String version, Map<String, List<String>> examples) {
  public Mapping {
    examples = Map.copyOf(examples);
  }

  @Override
  public String toString() {
    return "mapping " + version;
  }
}
