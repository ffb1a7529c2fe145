// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;
import org.shuniu.api.services.ivr.StartFlow;
import org.shuniu.api.testkit.TestStore;

class FlowStoreTest {
  private final TestStore database =
      new TestStore(
          FlowRow.class,
          FlowVersionRow.class,
          LineRow.class,
          PromptRow.class,
          PromptVersionRow.class,
          CalendarRow.class,
          HolidaysRow.class);
  private final FlowStore store = new FlowStore(database.entityManager(), database.transactions());

  @AfterEach
  void close() {
    database.close();
  }

  private final LineStore lines = new LineStore(database.entityManager(), database.transactions());

  private InForce inForce() {
    return new InForce(store.published(), lines.all(), Map.of(), Map.of(), store.nextPlanned());
  }

  private void line(String called, String flow) {
    Line all = Line.fallback(flow);
    lines.put(
        new Line(
            called,
            flow,
            called,
            called,
            all.region(),
            all.greeting(),
            all.recordingNotice(),
            all.calendar(),
            all.skill(),
            all.language(),
            true));
  }

  private static Flow starter() throws IOException {
    try (InputStream in = FlowStoreTest.class.getResourceAsStream("/flows/hotline.json")) {
      return FlowJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Flow simple(String label) {
    return FlowJson.read(
        "{\"labelZh\":\"%s\",\"language\":\"zh-CN\",\"start\":\"a\",\"fallbackSkill\":\"general\",\"nodes\":{\"a\":{\"kind\":\"queue\",\"skill\":\"general\"}}}"
            .formatted(label));
  }

  private static StartFlow asked(String called) {
    return new StartFlow(
        "c", "main", "leg", called, "", Optional.empty(), Map.of(), Optional.empty());
  }

  private static StartFlow subFlow(String name) {
    return new StartFlow(
        "c", "main", "leg", "12333", "", Optional.empty(), Map.of(), Optional.of(name));
  }

  @Test
  void theStarterServesAllLinesUntilAnotherFlowIsGivenToOne() throws IOException {
    store.seedLine("hotline", starter());
    store.seedLine("hotline", simple("again"));
    assertThat(store.list()).hasSize(1);
    assertThat(inForce().of(asked("12333"))).map(PublishedFlow::name).contains("hotline");

    store.publish("bus", store.add("bus", simple("公交"), "", "admin"), "admin");
    line("96190", "bus");
    assertThat(inForce().of(asked("96190"))).map(PublishedFlow::name).contains("bus");
    assertThat(inForce().of(asked("12345"))).map(PublishedFlow::name).contains("hotline");
  }

  @Test
  void aVersionIsInForceOnlyWhenPublishedAndAnOlderOneCanComeBack() {
    int first = store.add("f", simple("一"), "first", "admin");
    line("*", "f");
    assertThat(inForce().of(asked("1"))).isEmpty();
    store.publish("f", first, "admin");
    int second = store.add("f", simple("二"), "second", "admin");
    assertThat(inForce().of(asked("1"))).map(PublishedFlow::version).contains(first);
    store.publish("f", second, "admin");
    assertThat(inForce().of(asked("1"))).map(f -> f.flow().labelZh()).contains("二");
    store.publish("f", first, "admin");
    assertThat(inForce().of(asked("1"))).map(f -> f.flow().labelZh()).contains("一");

    FlowStore.Listed listed = store.list().get(0);
    assertThat(listed.published()).isEqualTo(Optional.of(first));
    assertThat(listed.versions())
        .extracting(FlowStore.Stored::version)
        .containsExactly(second, first);
  }

  @Test
  void whatDoesNotExistIsRefused() {
    store.add("f", simple("一"), "", "admin");
    assertThatThrownBy(() -> store.publish("f", 9, "admin"))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("ivr.flow.unknown");
    assertThatThrownBy(() -> line("1", "nothing")).hasMessageContaining("ivr.flow.unknown");
    assertThatThrownBy(() -> store.definition("f", 9)).hasMessageContaining("ivr.flow.unknown");
  }

  @Test
  void aSubFlowIsFoundByItsNameAndServesNoLine() {
    Flow sub =
        FlowJson.read(
            "{\"labelZh\":\"x\",\"language\":\"zh-CN\",\"kind\":\"sub-flow\",\"start\":\"a\","
                + "\"nodes\":{\"a\":{\"kind\":\"return\"}}}");
    store.seed("verify", sub);
    store.seed("verify", simple("again"));
    store.seedLine("hotline", simple("x"));
    assertThat(inForce().of(subFlow("verify"))).map(PublishedFlow::version).contains(1);
    assertThat(inForce().of(subFlow("none"))).isEmpty();
    assertThat(catchThrowableOfType(HubException.class, () -> line("1", "verify")).code())
        .isEqualTo("ivr.line.sub-flow");
  }
}
