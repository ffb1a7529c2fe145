// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuniu.business.kit.mapping.Xslt.Form;

/** What XSLT does, and what it may not do. */
@Timeout(30)
class XsltExpressionTest {
  private static final Xslt XSLT =
      new Xslt(
          new Codes(
              Map.of(
                  "status",
                  new CodeTable(
                      "status",
                      Map.of("1", "normal"),
                      Map.of("normal", "1"),
                      Optional.empty(),
                      false))));

  private static Object request(String text, Map<String, Object> content) {
    return XSLT.compile(new Passage(text, 10), Form.REQUEST)
        .apply(content, Map.of("request", "R-1", "matter", "M-1"));
  }

  private static Object reply(String text, String document) {
    return XSLT.compile(new Passage(text, 10), Form.REPLY).apply(document, Map.of("status", 200));
  }

  private static MappingError fault(String text) {
    return catchThrowableOfType(MappingError.class, () -> reply(text, "<a/>"));
  }

  @Test
  void makesADocumentOfAContent() {
    assertThat(
            request(
                "<q:ask xmlns:q='urn:q' id='{$request}'><no>{$content?identity}</no>"
                    + "<st>{m:theirs('status', $content?st)}</st>"
                    + "<xsl:for-each select='$content?months?*'><m>{.}</m></xsl:for-each></q:ask>",
                Map.of("identity", "1<2", "st", "normal", "months", List.of("01", "02"))))
        .isEqualTo(
            "<q:ask xmlns:q=\"urn:q\" id=\"R-1\"><no>1&lt;2</no><st>1</st><m>01</m><m>02</m></q:ask>");
  }

  @Test
  void makesAContentOfADocument() {
    assertThat(
            reply(
                "map{'name': string(//*:name), 'st': m:ours('status', //*:st), 'status': $status,\n"
                    + "'items': array{ //*:i ! map{'v': number(.)} }}",
                "<r xmlns='urn:r'><name>张三</name><st>1</st><i>1</i><i>2.5</i></r>"))
        .isEqualTo(
            Map.of(
                "name",
                "张三",
                "st",
                "normal",
                "status",
                200,
                "items",
                List.of(Map.of("v", 1), Map.of("v", 2.5))));
    assertThat(reply("string(//code)[. ne '0']", "<r><code>E1</code></r>")).isEqualTo("E1");
    assertThat(reply("string(//code)[. ne '0']", "<r><code>0</code></r>"))
        .isEqualTo(Values.NOTHING);
  }

  @Test
  void takesAWholeStylesheet() {
    assertThat(
            reply(
                "<xsl:stylesheet version='3.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
                    + "<xsl:template match='/a'><xsl:map><xsl:map-entry key=\"'x'\" select='1'/></xsl:map>"
                    + "</xsl:template></xsl:stylesheet>",
                "<a/>"))
        .isEqualTo(Map.of("x", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"map{'a': ", "\n\n<a><b></a>", "<xsl:no-such/>", "$nobody", "nobody(1)"})
  void whatCannotBeReadIsToldWithItsLine(String text) {
    MappingError fault = fault(text);
    assertThat(fault.fault().code()).isEqualTo("business.mapping.expression");
    assertThat(fault.fault().line()).isBetween(10, 13);
  }

  @Test
  void whatThrowsIsToldAndQuotesNothing() {
    MappingError fault =
        catchThrowableOfType(MappingError.class, () -> reply("xs:integer(//a)", "<a>secret-9</a>"));
    assertThat(fault.fault().code()).isEqualTo("business.mapping.evaluation");
    assertThat(fault.fault().detail()).doesNotContain("secret");
    assertThat(fault("m:ours('status', '9')").fault().code()).isEqualTo("business.mapping.code");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum(1 to 1000000000000)",
        "sum(1 to xs:integer(1000000000000 + count(//a)))",
        "sum(for $a in 1 to 1000000, $b in 1 to 1000000 return $a * $b)",
        "count((1 to 900000)[count(1 to 900000)[. mod 7 = 0] gt (1 to 900000)[. mod 3 = 0][last()]])",
        "let $f := function($f, $n) { $f($f, $n + 1) } return $f($f, 1)",
        "let $f := function($f, $n) { 1 + $f($f, $n + 1) } return $f($f, 1)",
        "let $f := function($f, $s) { $f($f, concat($s, $s)) } return $f($f, 'aaaaaaaa')",
        "let $f := function($f, $s) { $f($f, ($s, $s)) } return $f($f, (1, 2, 3))",
        "string-join((1 to 1000000) ! 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')",
        "fold-left(1 to 1000000, '', function($a, $b) { $a || $b || 'aaaaaaaaaaaaaaaa' })",
        "<xsl:call-template name='xsl:initial-template'/>",
        "<xsl:apply-templates select='/'/>",
        "<xsl:iterate select='1 to 999999'><xsl:variable name='t'><x><xsl:copy-of select='1 to 1000'/></x>"
            + "</xsl:variable><xsl:sequence select='$t'/></xsl:iterate>"
      })
  void whatHasNoEndIsEnded(String text) {
    long begin = System.nanoTime();
    MappingError fault = fault(text);
    assertThat(fault).as(text).isNotNull();
    assertThat(System.nanoTime() - begin).isLessThan(8_000_000_000L);
    assertThat(reply("1 + 1", "<a/>")).isEqualTo(2);
  }

  @Test
  void nothingIsReadThatIsNotGiven(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("x.xml"), "<secret/>");
    String uri = file.toUri().toString();
    for (String text :
        List.of(
            "name(doc('%s')/*)".formatted(uri),
            "unparsed-text('%s')".formatted(uri),
            "json-doc('%s')".formatted(uri),
            "count(collection('%s'))".formatted(directory.toUri()),
            "environment-variable('PATH')",
            "function-lookup(xs:QName('fn:doc'), 1)('%s')".formatted(uri),
            "(doc#1)('%s')".formatted(uri),
            "transform(map{'stylesheet-text': 'x'})",
            "(fn:transform#1)(map{'stylesheet-text': 'x'})",
            "system-property('java.home')[. ne '']!error()",
            "<xsl:source-document href='%s'><xsl:sequence select='1'/></xsl:source-document>"
                .formatted(uri),
            "<xsl:result-document href='%s'><b/></xsl:result-document>"
                .formatted(directory.resolve("out.xml").toUri()),
            "<xsl:evaluate xpath=\"'1'\"/>",
            "<xsl:stylesheet version='3.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'><xsl:include href='%s'/></xsl:stylesheet>"
                .formatted(uri))) {
      Throwable fault = catchThrowableOfType(MappingError.class, () -> reply(text, "<a/>"));
      boolean harmless = fault != null || text.startsWith("system-property");
      assertThat(harmless).as(text).isTrue();
    }
    assertThat(directory.resolve("out.xml")).doesNotExist();
  }

  @Test
  void entitiesAreNotRead() {
    MappingError fault =
        catchThrowableOfType(
            MappingError.class,
            () ->
                reply(
                    "string(/a)",
                    "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"));
    assertThat(fault).isNotNull();
  }

  @Test
  void aDeepDocumentHarmsNobody() {
    String deep = "<a>".repeat(50_000) + "</a>".repeat(50_000);
    MappingError fault =
        catchThrowableOfType(
            MappingError.class,
            () ->
                reply(
                    "let $f := function($f, $n) { if ($n/a) then 1 + $f($f, $n/a) else 0 } return $f($f, .)",
                    deep));
    assertThat(fault).isNotNull();
  }
}
