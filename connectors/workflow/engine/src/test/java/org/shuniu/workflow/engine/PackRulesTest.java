// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pack is data: what could run code, or run for ever, is refused. */
class PackRulesTest {
  private static final String WORK = "<userTask id='w' name='w' flowable:category='review'/>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<scriptTask id='s' scriptFormat='groovy'><script>x</script></scriptTask>",
        "<serviceTask id='s' flowable:class='java.lang.Runtime'/>",
        "<serviceTask id='s' flowable:expression='${a.b()}'/>",
        "<sendTask id='s' flowable:type='mail'/>",
        "<callActivity id='s' calledElement='other'/>",
        "<userTask id='w' name='w' flowable:category='review'><extensionElements/></userTask>",
        "<userTask id='w' name='w' flowable:category='review' flowable:assignee='x'/>",
        "<userTask id='w' name='${x}' flowable:category='review'/>",
        "<userTask id='w' name='w'/>",
        "<userTask id='w' name='w' flowable:category='review' flowable:async='true'/>",
        "<userTask id='w' name='w' flowable:category='review'>"
            + "<multiInstanceLoopCharacteristics isSequential='false'/></userTask>",
        "<sequenceFlow id='a' sourceRef='g' targetRef='h'/>"
            + "<sequenceFlow id='b' sourceRef='h' targetRef='g'/>",
      })
  void refuses(String body) {
    assertThatThrownBy(() -> PackRules.read(Packs.file("p", body)))
        .hasMessageContaining("workflow.pack.refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${a.b}",
        "${a.b()}",
        "${f(1)}",
        "${f (1)}",
        "${x:f(1)}",
        "#{a}",
        "${a['class']}",
        "${a",
        "${execution}",
        "${''.class}",
        "${a = 1}",
        "${a; b}",
        "${'\\u0041'}",
      })
  void refusesExpressionsThatReachOut(String expression) {
    assertThat(Expressions.fault(expression)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${outcome == 'sent-back'}", "P${dispatchDays}D", "${(a + 1) * 2 >= b ? 'x' : \"}\"}",
        "PT1H", "${not empty a and b ne null}", "${a}-${b}",
      })
  void allowsExpressionsOverVariables(String expression) {
    assertThat(Expressions.fault(expression)).isEmpty();
  }

  @Test
  void refusesADocumentType() {
    String bomb = "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><definitions>&a;</definitions>";
    assertThatThrownBy(
            () ->
                PackRules.read(
                    new Pack.ProcessFile(
                        "x.bpmn20.xml", bomb.getBytes(StandardCharsets.UTF_8), Map.of())))
        .hasMessageContaining("workflow.pack.refused");
  }

  @Test
  void refusesWhatIsTooLarge() {
    assertThatThrownBy(() -> PackRules.read(new Pack.ProcessFile("x", new byte[600_000], Map.of())))
        .hasMessageContaining("larger than");
  }

  @Test
  void aCircleThatWaitsIsFine() {
    String circle =
        WORK
            + "<sequenceFlow id='a' sourceRef='w' targetRef='g'/>"
            + "<exclusiveGateway id='g'/>"
            + "<sequenceFlow id='b' sourceRef='g' targetRef='w'/>";
    assertThatCode(() -> PackRules.read(Packs.file("p", circle))).doesNotThrowAnyException();
  }

  @Test
  void thePackOfTheArchetypeIsTaken() {
    assertThat(Packs.archetype().files())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.forms()).containsOnlyKeys("sample");
              assertThatCode(() -> PackRules.read(file)).doesNotThrowAnyException();
            });
  }
}
