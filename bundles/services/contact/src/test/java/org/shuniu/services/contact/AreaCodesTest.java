// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuniu.api.base.Region;

/** Which numbers tell where the caller is. */
class AreaCodesTest {
  private static final Path SHIPPED =
      Path.of("../../../etc/org.shuniu.services.contact.areacodes.cfg");

  static AreaCodes of(Map<String, Object> table) {
    AreaCodes areas = new AreaCodes();
    areas.read(table);
    return areas;
  }

  private final AreaCodes areas =
      of(Map.of("010", "110000", "0755", "440300", "service.pid", "whatever", "0756", "4404"));

  @ParameterizedTest
  @CsvSource({
    "075582345678, 440300000000",
    "0755-8234 5678, 440300000000",
    "+8675582345678, 440300000000",
    "008675582345678, 440300000000",
    "01065123456, 110000000000",
    "+861065123456, 110000000000",
    "075512333, 440300000000",
  })
  void aFixedLineTellsItsRegion(String number, String region) {
    assertThat(areas.region(number)).contains(new Region(region));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13812345678",
        "013812345678",
        "+8613812345678",
        "82345678",
        "12333",
        "07567654321",
        "0999123",
        "anonymous",
        "",
        "+12125551234",
        "0755"
      })
  void allOthersDoNot(String number) {
    assertThat(areas.region(number)).isEqualTo(Optional.empty());
  }

  @Test
  void aChangedTableCountsFromThenOn() {
    areas.read(Map.of("0755", "440000"));
    assertThat(areas.region("075582345678")).contains(new Region("440000000000"));
    assertThat(areas.region("01065123456")).isEmpty();
  }

  @Test
  void theShippedTableIsUnderstood() throws IOException {
    Properties lines = new Properties();
    try (Reader file = Files.newBufferedReader(SHIPPED, StandardCharsets.UTF_8)) {
      lines.load(file);
    }
    Map<String, Object> table = new HashMap<>();
    lines.forEach((area, division) -> table.put((String) area, division));
    AreaCodes shipped = of(table);
    for (String area : table.keySet()) {
      assertThat(shipped.region(area + "12345678")).as(area).isPresent();
    }
    assertThat(shipped.region("02882345678")).as("shared").contains(new Region("510000000000"));
  }
}
