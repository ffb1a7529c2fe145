// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvWriterTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      textBlock =
          """
          张三,        张三
          =1+1,        '''=1+1'
          +86755,      '''+86755'
          -2,          '''-2'
          @SUM(A1),    '''@SUM(A1)'
          ＝1+1,       '''＝1+1'
          ＋1,         '''＋1'
          －1,         '''－1'
          ＠A1,        '''＠A1'
          -,           -
          2026-01-05,  2026-01-05
          'a,b',       '"a,b"'
          'a"b',       '"a""b"'
          """)
  void noValueRunsAndEachStaysOne(String value, String cell) throws IOException {
    assertThat(written(Stream.of("x", value, "y"))).isEqualTo("\uFEFFx," + cell + ",y\r\n");
  }

  @Test
  void whatBreaksALineIsQuotedAndWhatIsAbsentIsEmpty() throws IOException {
    assertThat(written(Stream.of("a\nb", Optional.empty(), Optional.of(7), "\tc")))
        .isEqualTo("\uFEFF\"a\nb\",,7,'\tc\r\n");
  }

  private static String written(Stream<?> cells) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvWriter csv = new CsvWriter(out);
    csv.line(cells);
    csv.flush();
    return out.toString(StandardCharsets.UTF_8);
  }
}
