// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.util.Map;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.spi.MappingFault;

/** Something is wrong with a mapping, at a line of its text. */
public final class MappingError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient MappingFault fault;

  /**
   * As {@link MappingFault}.
   *
   * @param code without {@code business.mapping.}
   */
  public MappingError(int line, String code, String detail) {
    this(new MappingFault(line, "business.mapping." + code, detail));
  }

  MappingError(MappingFault fault) {
    super(fault.toString(), null, false, false);
    this.fault = fault;
  }

  /** What is wrong, and where. */
  public MappingFault fault() {
    return fault;
  }

  static HubException invalid(MappingFault fault) {
    return HubException.invalid(
        "business.mapping.invalid",
        Map.of("line", fault.line(), "fault", fault.code(), "detail", fault.detail()));
  }
}
