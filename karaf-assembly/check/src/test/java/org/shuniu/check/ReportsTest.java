// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ReportsTest {
  private static final List<Report> REPORTS =
      List.of(
          new Report(
              "acme.link",
              "link.jar",
              List.of(
                  Verdict.passed("file.zip", "can be unpacked"),
                  Verdict.failed("imports.table", "imports <a> & \"b\" \u0000", "Do not."),
                  Verdict.notApplicable("peer.lost", "no peer")),
              Duration.ofMillis(1_500)));

  @Test
  void aBuildServerCountsAndShowsWhatFailed() throws Exception {
    Element suite =
        (Element)
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(
                    new ByteArrayInputStream(
                        Reports.junit(REPORTS).getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName("testsuite")
                .item(0);
    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).isEqualTo("imports <a> & \"b\" ?");
  }

  @Test
  void aProgramReadsTheVerdictOfEachCheck() throws Exception {
    JsonNode root = new ObjectMapper().readTree(Reports.json(REPORTS));
    assertThat(root.path("good").asBoolean()).isFalse();
    JsonNode check = root.path("connectors").path(0).path("checks").path(1);
    assertThat(check.path("id").asText()).isEqualTo("imports.table");
    assertThat(check.path("result").asText()).isEqualTo("failed");
    assertThat(check.path("remedy").asText()).isEqualTo("Do not.");
  }

  @Test
  void aPersonIsToldWhatToDo() {
    assertThat(Reports.text(REPORTS))
        .contains("REFUSED: 1 passed, 1 failed, 1 not applicable", "-> Do not.");
    assertThat(Reports.html(REPORTS)).contains("imports &lt;a&gt; &amp; &quot;b&quot;");
  }
}
