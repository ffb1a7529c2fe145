// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.shuniu.api.base.Region;
import org.shuniu.api.services.contact.ContactOffered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The numbers that citizens call: their names, and the region that a call to each belongs to. */
record Lines(Map<String, Line> byNumber, Region home) {
  private static final Logger LOG = LoggerFactory.getLogger(Lines.class);
  private static final Pattern DIVISION = Pattern.compile("\\d{6}(\\d{6})?");
  private static final int LONGEST = 40;

  /** A line as it is configured. */
  record Line(String number, Region region, String labelZh, String labelEn) {}

  /** From entries {@code number|region|label|English label}; one that is broken is left out. */
  static Lines of(List<String> entries, String home) {
    Map<String, Line> lines = new LinkedHashMap<>();
    for (String entry : entries) {
      String[] parts = entry.strip().split("\\|", -1);
      Optional<Region> region = parts.length == 4 ? region(parts[1].strip()) : Optional.empty();
      if (region.isPresent()) {
        String number = parts[0].strip();
        lines.put(
            number, new Line(number, region.orElseThrow(), parts[2].strip(), parts[3].strip()));
      } else if (!entry.isBlank()) {
        LOG.warn("Not a line: {}", entry);
      }
    }
    return new Lines(lines, region(home).orElse(Region.NATION));
  }

  /** What the contact's data say, else what is known of the line, else where the hub is. */
  Region region(ContactOffered contact) {
    return Optional.ofNullable(contact.attachedData().get("region"))
        .flatMap(Lines::region)
        .or(() -> Optional.ofNullable(byNumber.get(contact.called())).map(Line::region))
        .orElse(home);
  }

  /** The number as it fits the table. */
  static String bounded(String number) {
    return number.length() > LONGEST ? number.substring(0, LONGEST) : number;
  }

  private static Optional<Region> region(String code) {
    return DIVISION.matcher(code).matches()
        ? Optional.of(new Region((code + "000000").substring(0, 12)))
        : Optional.empty();
  }
}
