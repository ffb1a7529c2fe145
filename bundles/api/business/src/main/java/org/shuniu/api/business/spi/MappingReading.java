// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.business.spi;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a mapping.
 *
 * @param mapping there where there are no faults
 * @param faults in the order of their lines
 */
public record MappingReading(Optional<Mapping> mapping, List<MappingFault> faults) {
  public MappingReading {
    faults = List.copyOf(faults);
  }

  public static MappingReading good(Mapping mapping) {
    return new MappingReading(Optional.of(mapping), List.of());
  }

  public static MappingReading faulty(List<MappingFault> faults) {
    return new MappingReading(Optional.empty(), faults);
  }
}
