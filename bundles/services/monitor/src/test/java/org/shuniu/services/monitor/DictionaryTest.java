// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The metric dictionary and the code name the same figures. */
class DictionaryTest {
  private static final Path DICTIONARY = Path.of("../../../docs/metrics.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-zA-Z0-9]+)` \\|(.*)\\|$");
  private static final int COLUMNS = 8;

  @Test
  void haveTheSameFigures() throws IOException {
    String text = Files.readString(DICTIONARY);
    String wall = text.substring(text.indexOf("## The wall"), text.indexOf("## Elsewhere"));
    List<String> written = ROW.matcher(wall).results().map(row -> row.group(1)).toList();
    assertThat(written)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Metric.values()).map(Metric::id).toList());
  }

  @Test
  void sayEverythingOfEachFigure() throws IOException {
    Matcher row = ROW.matcher(Files.readString(DICTIONARY));
    while (row.find()) {
      String[] cells = row.group(2).split("\\|", -1);
      assertThat(cells).as(row.group(1)).hasSize(COLUMNS - 1);
      assertThat(cells).as(row.group(1)).allSatisfy(cell -> assertThat(cell).isNotBlank());
    }
  }

  @Test
  void everyThresholdNamesAFigure() {
    assertThat(WallThreshold.of("serviceLevel|below|95|80"))
        .contains(new WallThreshold("serviceLevel", true, 95, 80));
    assertThat(WallThreshold.of("nothing|below|95|80")).isEmpty();
    assertThat(WallThreshold.of("waiting|above|few|many")).isEmpty();
    assertThat(WallThreshold.of("waiting")).isEmpty();
  }
}
