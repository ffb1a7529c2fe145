// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.business.spi;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Something to try a mapping with; nothing that is in force changes by it.
 *
 * @param mapping the text to try; need not be the one in force
 * @param request as for {@link BusinessLink#execute}, opened; its content is not looked at where
 *     there is an example
 * @param example name of one of the text's examples of the operation
 * @param live whether the foreign system is asked for real; otherwise its answer is the example's,
 *     and without an example there is none
 */
public record MappingTry(
    String mapping, BusinessRequest request, Optional<String> example, boolean live) {
  public static MappingTry ofExample(
      String mapping, String operation, String name, Duration patience) {
    return new MappingTry(
        mapping,
        new BusinessRequest("trial", "trial", operation, Map.of(), patience),
        Optional.of(name),
        false);
  }
}
