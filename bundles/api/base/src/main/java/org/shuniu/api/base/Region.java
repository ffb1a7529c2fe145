// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

import java.util.Map;

/**
 * A statistical division code of twelve digits, whose first six are GB/T 2260: province (2), city
 * (2), county (2), street (3), village (3). The ministry is {@link #NATION}.
 *
 * @param code twelve digits
 */
public record Region(String code) {
  /** Above all provinces. */
  public static final Region NATION = new Region("000000000000");

  private static final int[] LEVEL_ENDS = {2, 4, 6, 9, 12};

  public Region {
    if (code.length() != 12 || !code.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw HubException.invalid("base.region.invalid", Map.of("code", code));
    }
  }

  /** Whether {@code other} is this region or lies within it. */
  public boolean contains(Region other) {
    return other.code.startsWith(significant());
  }

  private String significant() {
    int end = 0;
    for (int i = 0, start = 0; i < LEVEL_ENDS.length; start = LEVEL_ENDS[i++]) {
      if (!code.substring(start, LEVEL_ENDS[i]).chars().allMatch(c -> c == '0')) {
        end = LEVEL_ENDS[i];
      }
    }
    return code.substring(0, end);
  }

  @Override
  public String toString() {
    return code;
  }
}
