// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.shuniu.api.base.Region;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a fixed line is, by its area code. The table is the file {@code
 * org.shuniu.services.contact.areacodes.cfg}: an area code with its leading zero and the six digits
 * of GB/T 2260 of the smallest division that holds all of the area. A changed file counts for the
 * calls that follow. Mobile numbers tell no region.
 */
@Component(service = AreaCodes.class, configurationPid = "org.shuniu.services.contact.areacodes")
public final class AreaCodes {
  private static final Logger LOG = LoggerFactory.getLogger(AreaCodes.class);
  private static final Pattern AREA = Pattern.compile("0(10|2\\d|[3-9]\\d{2})");
  private static final Pattern DIVISION = Pattern.compile("[1-9]\\d{5}");
  private static final int SHORTEST = 3;
  private static final int LONGEST = 4;

  private volatile Map<String, Region> table = Map.of();

  /** Knows no area. */
  public AreaCodes() {}

  /** Reads the table; a line that is not understood is told and left out. */
  @Activate
  @Modified
  void read(Map<String, Object> lines) {
    Map<String, Region> read = new TreeMap<>();
    lines.forEach(
        (area, division) -> {
          String code = String.valueOf(division).strip();
          if (AREA.matcher(area).matches() && DIVISION.matcher(code).matches()) {
            read.put(area, new Region(code + "000000"));
          } else if (area.startsWith("0")) {
            LOG.warn("Area code {} = {} is not understood", area, code);
          }
        });
    table = Map.copyOf(read);
  }

  /** Where a caller's line is, as far as the number tells. */
  Optional<Region> region(String number) {
    Map<String, Region> known = table;
    return Numbers.fixedLine(number).flatMap(line -> find(known, line));
  }

  private static Optional<Region> find(Map<String, Region> known, String line) {
    for (int length = SHORTEST; length <= LONGEST; length++) {
      Region region = known.get(line.substring(0, length));
      if (region != null) {
        return Optional.of(region);
      }
    }
    return Optional.empty();
  }
}
