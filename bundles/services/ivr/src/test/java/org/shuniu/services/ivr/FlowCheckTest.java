// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuniu.api.base.HubException;

class FlowCheckTest {
  private static final String HEAD =
      "{\"labelZh\":\"x\",\"language\":\"zh-CN\",\"start\":\"a\",\"fallbackSkill\":\"general\",\"nodes\":{";

  @SuppressWarnings("unchecked")
  private static List<Map<String, String>> problems(String nodes) {
    HubException e =
        catchThrowableOfType(HubException.class, () -> FlowJson.read(HEAD + nodes + "}}"));
    assertThat(e).as("refused: %s", nodes).isNotNull();
    assertThat(e.code()).isEqualTo("ivr.flow.invalid");
    assertThat(e.reason().status()).isEqualTo(422);
    return (List<Map<String, String>>) e.arguments().get("problems");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"a\":{\"kind\":\"prompt\",\"text\":\"x\",\"next\":\"b\"}|nodes.a.next|ivr.flow.target",
        "\"a\":{\"kind\":\"prompt\",\"next\":\"a\"}|nodes.a.text|ivr.flow.required",
        "\"a\":{\"kind\":\"prompt\",\"text\":\"x\",\"next\":\"a\"}|nodes.a|ivr.flow.circle",
        "\"a\":{\"kind\":\"dance\"}|nodes.a.kind|ivr.flow.form",
        "\"a\":{\"kind\":\"hang-up\",\"tune\":1}|nodes.a.tune|ivr.flow.form",
        "\"a\":{\"kind\":\"hang-up\"},\"b\":{\"kind\":\"hang-up\"}|nodes.b|ivr.flow.unreachable",
        "\"a\":{\"kind\":\"menu\",\"text\":\"x\",\"keys\":{\"12\":\"a\"},\"exhausted\":\"a\"}|nodes.a.keys.12|ivr.flow.key",
        "\"a\":{\"kind\":\"hang-up\",\"language\":\"中文\"}|nodes.a.language|ivr.flow.form",
        "\"a\":{\"kind\":\"queue\"}|nodes.a.skill|ivr.flow.required",
        "\"a\":{\"kind\":\"collect\",\"text\":\"x\",\"variable\":\"v\",\"max\":99,\"next\":\"a\",\"exhausted\":\"a\"}|nodes.a.max|ivr.flow.range",
      })
  void refuses(String nodes, String path, String code) {
    assertThat(problems(nodes)).contains(Map.of("path", path, "code", code));
  }

  @Test
  void refusesToSpeakOrCopyASecret() {
    String collect =
        "\"a\":{\"kind\":\"collect\",\"text\":\"x\",\"variable\":\"pin\",\"max\":6,"
            + "\"secret\":true,\"next\":\"b\",\"exhausted\":\"c\"},"
            + "\"c\":{\"kind\":\"queue\",\"skill\":\"general\"},";
    assertThat(problems(collect + "\"b\":{\"kind\":\"hang-up\",\"text\":\"密码是${pin}\"}"))
        .containsExactly(Map.of("path", "nodes.b.text", "code", "ivr.flow.secret"));
    assertThat(
            problems(
                collect
                    + "\"b\":{\"kind\":\"set\",\"variable\":\"copy\",\"value\":\"${pin}\","
                    + "\"next\":\"c\"}"))
        .containsExactly(Map.of("path", "nodes.b.value", "code", "ivr.flow.secret"));
    assertThat(
            problems(
                collect
                    + "\"b\":{\"kind\":\"set\",\"variable\":\"pin\",\"value\":\"1\","
                    + "\"next\":\"c\"}"))
        .containsExactly(Map.of("path", "nodes.a.variable", "code", "ivr.flow.secret"));
  }

  private static final String SECRET =
      "\"a\":{\"kind\":\"collect\",\"text\":\"x\",\"variable\":\"pin\",\"max\":6,\"secret\":true,"
          + "\"next\":\"b\",\"exhausted\":\"c\"},\"c\":{\"kind\":\"queue\",\"skill\":\"general\"},";

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "\"kind\":\"query\",\"operation\":\"x\",\"next\":\"c\",\"failed\":\"c\"!link!ivr.flow.required",
        "\"kind\":\"query\",\"link\":\"l\",\"operation\":\"x\",\"next\":\"c\"!failed!ivr.flow.required",
        "\"kind\":\"query\",\"link\":\"l\",\"operation\":\"x\",\"next\":\"c\",\"failed\":\"c\",\"attempts\":2!exhausted!ivr.flow.required",
        "\"kind\":\"query\",\"link\":\"l\",\"operation\":\"x\",\"next\":\"c\",\"failed\":\"c\",\"refused\":{\"r\":\"z\"}!refused.r!ivr.flow.target",
        "\"kind\":\"query\",\"link\":\"l\",\"operation\":\"x\",\"next\":\"c\",\"failed\":\"c\",\"arguments\":{\"p\":\"1${pin}\"}!arguments.p!ivr.flow.secret",
        "\"kind\":\"query\",\"link\":\"l\",\"operation\":\"x\",\"next\":\"c\",\"failed\":\"c\",\"arguments\":{\"p\":\"${pin|digits}\"}!arguments.p!ivr.flow.secret",
        "\"kind\":\"query\",\"link\":\"l\",\"operation\":\"x\",\"next\":\"c\",\"failed\":\"c\",\"waitText\":\"${pin}\"!waitText!ivr.flow.secret",
        "\"kind\":\"query\",\"link\":\"l\",\"operation\":\"x\",\"next\":\"c\",\"failed\":\"c\",\"attach\":[\"v\"]!attach!ivr.flow.variable",
        "\"kind\":\"query\",\"link\":\"l\",\"operation\":\"x\",\"next\":\"c\",\"failed\":\"c\",\"patienceMs\":60000!patienceMs!ivr.flow.range",
        "\"kind\":\"identify\",\"identity\":\"other\",\"next\":\"c\"!identity!ivr.flow.secret",
        "\"kind\":\"branch\",\"cases\":[{\"variable\":\"pin\",\"is\":\"equal\",\"value\":\"1\",\"target\":\"c\"}],\"next\":\"c\"!cases.0.variable!ivr.flow.secret",
        "\"kind\":\"prompt\",\"text\":\"${x|song}\",\"next\":\"c\"!text!ivr.flow.function",
        "\"kind\":\"return\"!kind!ivr.flow.kind",
      })
  void refusesQuestionsThatCannotBeAsked(String node, String place, String code) {
    assertThat(problems(SECRET + "\"b\":{" + node + "}"))
        .contains(Map.of("path", "nodes.b." + place, "code", code));
  }

  @Test
  void tellsAllProblemsAtOnce() {
    assertThat(problems("\"a\":{\"kind\":\"prompt\",\"next\":\"z\"},\"b\":{\"kind\":\"queue\"}"))
        .extracting(p -> p.get("path"))
        .contains("nodes.a.text", "nodes.a.next", "nodes.b.skill");
  }

  @Test
  void refusesWhatIsNotJsonOrTooLargeOrTooDeep() {
    for (String bad : List.of("{", "[]", "x".repeat(300_000), "[".repeat(5_000))) {
      HubException e = catchThrowableOfType(HubException.class, () -> FlowJson.read(bad));
      assertThat(e.code()).isEqualTo("ivr.flow.invalid");
    }
  }
}
