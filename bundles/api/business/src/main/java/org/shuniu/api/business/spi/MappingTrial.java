// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.business.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a {@link MappingTry}, as far as it came. In the clear: who shows it masks it.
 *
 * @param content of the request, as it went into the mapping
 * @param sent what was sent, or would be, in the foreign system's form
 * @param received what came back, or what the example says that comes back
 * @param reply what the hub would be told
 * @param outcome {@code answered}, or the code that the hub would be told; {@code business.refused}
 *     has the reason in {@code reply} under {@code reason}
 * @param differences to the example; empty without one
 * @param faults of the mapping; where there are any before the request is mapped, nothing is sent
 * @param took all of it
 */
public record MappingTrial(
    Map<String, Object> content,
    Optional<String> sent,
    Optional<String> received,
    Optional<Map<String, Object>> reply,
    String outcome,
    List<MappingDifference> differences,
    List<MappingFault> faults,
    Duration took) {
  public MappingTrial {
    differences = List.copyOf(differences);
    faults = List.copyOf(faults);
  }

  @Override
  public String toString() {
    return "trial " + outcome;
  }
}
