// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuniu.api.base.HubException;
import org.shuniu.core.plugins.Schemas.Side;

class SchemasTest {
  private static final String IDENTITY = "11010519491231002X";
  private static final Path ROOT = Path.of("../../..");
  private static final Path FILES =
      ROOT.resolve("bundles/api/business/src/main/resources/org/shuniu/api/business/schemas");
  private final Schemas schemas = Schemas.SHIPPED;

  static Stream<String> operations() {
    return Schemas.SHIPPED.names().stream();
  }

  private HubException refused(String operation, Side side, Map<String, Object> content) {
    return org.assertj.core.api.Assertions.catchThrowableOfType(
        HubException.class, () -> schemas.check(operation, side, content));
  }

  @Test
  void aRequestAsAgreedPasses() {
    schemas.check("account.query", Side.IN, Map.of("identity", IDENTITY));
    schemas.check("account.query", Side.IN, Map.of("identity", "11010519491231002*"));
    schemas.check(
        "contributions.query",
        Side.IN,
        Map.of("identity", IDENTITY, "from", "2026-01", "to", "2026-10"));
  }

  @Test
  void whatIsMissingOrOfAnotherFormIsNamedAndNotQuoted() {
    HubException missing = refused("account.query", Side.IN, Map.of());
    assertThat(missing.code()).isEqualTo("business.content.invalid");
    assertThat(missing.kind()).isEqualTo(HubException.Kind.CALLER);
    assertThat(missing.arguments())
        .containsEntry("field", "identity")
        .containsEntry("rule", "required");

    HubException wrong =
        refused(
            "contributions.query",
            Side.IN,
            Map.of("identity", "secret-value", "from", "2026-01", "to", "2026-02"));
    assertThat(wrong.arguments())
        .containsEntry("field", "identity")
        .containsEntry("rule", "pattern");
    assertThat(wrong.getMessage()).doesNotContain("secret-value");
  }

  @Test
  void aReplyIsCheckedAtAnyDepth() {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("month", "2026-10");
    item.put("base", "5000.00");
    item.put("personal", "400.00");
    item.put("employer", 800);
    item.put("employerName", "某公司");
    HubException wrong = refused("contributions.query", Side.OUT, Map.of("items", List.of(item)));
    assertThat(wrong.code()).isEqualTo("business.reply.invalid");
    assertThat(wrong.kind()).isEqualTo(HubException.Kind.EXTERNAL);
    assertThat(wrong.arguments())
        .containsEntry("field", "items.0.employer")
        .containsEntry("rule", "type");
    item.put("employer", "800.00");
    schemas.check("contributions.query", Side.OUT, Map.of("items", List.of(item)));
  }

  @Test
  void anOperationThatNobodyWroteDownPasses() {
    assertThatCode(() -> schemas.check("weather.query", Side.IN, Map.of("a", 1)))
        .doesNotThrowAnyException();
    assertThat(schemas.document("weather.query")).isEmpty();
    assertThatThrownBy(() -> schemas.check("ticket.urge", Side.IN, Map.of()))
        .isInstanceOf(HubException.class);
  }

  @Test
  void whatTheSchemaCallsSealedIsSealed() {
    Map<String, Object> content =
        Map.of("foreignId", "A-1", "caller", Map.of("name", "张三", "phone", "13800000000"));
    Map<String, Object> sealed =
        schemas.seal("ticket.handed-in", Side.IN, content, text -> "sealed:" + text.length());
    assertThat(sealed)
        .containsEntry("foreignId", "A-1")
        .containsEntry("caller", Map.of("name", "sealed:2", "phone", "sealed:11"));
    assertThat(schemas.seal("weather.query", Side.IN, content, text -> "x")).isEqualTo(content);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everySchemaHasWhatFormsNeed(String operation) {
    JsonNode document = schemas.document(operation).orElseThrow();
    assertThat(document.path("$id").asText())
        .isEqualTo(
            "urn:shuniu:business:" + operation + ":" + schemas.version(operation).orElseThrow());
    assertThat(document.path("x-kind").asText()).isIn("query", "idempotent-order", "order", "told");
    assertThat(document.at("/$defs").has("out"))
        .isEqualTo(!document.path("x-kind").asText().equals("told"));
    bilingual(document);
    document.path("x-reasons").properties().forEach(reason -> words(reason.getValue()));
    for (String side : List.of("in", "out")) {
      fields(document.at("/$defs/" + side));
    }
  }

  private static void fields(JsonNode object) {
    for (Map.Entry<String, JsonNode> field : object.path("properties").properties()) {
      bilingual(field.getValue());
      field.getValue().path("x-words").properties().forEach(word -> words(word.getValue()));
      fields(field.getValue());
      fields(field.getValue().path("items"));
    }
  }

  private static void bilingual(JsonNode named) {
    words(named.path("x-title"));
  }

  private static void words(JsonNode words) {
    assertThat(words.path("zh").asText()).isNotBlank();
    assertThat(words.path("en").asText()).isNotBlank();
  }

  @Test
  void everyFileIsInTheIndex() throws IOException {
    try (Stream<Path> files = Files.walk(FILES, 2)) {
      assertThat(
              files
                  .filter(file -> file.toString().endsWith("1.json"))
                  .map(file -> file.getParent().getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(schemas.names());
    }
  }

  /** The table that people read is what the schemas say. */
  @Test
  void theDocumentedTableIsOfTheSchemas() throws IOException {
    String document =
        Files.readString(ROOT.resolve("docs/business-operations.md"), StandardCharsets.UTF_8);
    List<String> rows =
        document.lines().filter(line -> line.matches("\\| `[a-z-]+\\.[a-z-]+` \\|.*")).toList();
    List<String> expected = new ArrayList<>();
    schemas
        .names()
        .forEach(
            name -> expected.add(OperationTable.row(name, schemas.document(name).orElseThrow())));
    assertThat(rows).containsExactlyElementsOf(expected);
  }
}
