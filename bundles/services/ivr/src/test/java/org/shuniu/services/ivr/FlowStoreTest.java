// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;
import org.shuniu.api.testkit.TestStore;

class FlowStoreTest {
  private final TestStore database =
      new TestStore(FlowRow.class, FlowVersionRow.class, LineRow.class);
  private final FlowStore store = new FlowStore(database.entityManager(), database.transactions());

  @AfterEach
  void close() {
    database.close();
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

  @Test
  void theStarterServesAllLinesUntilAnotherFlowIsGivenToOne() throws IOException {
    store.seed("hotline", starter());
    store.seed("hotline", simple("again"));
    assertThat(store.list()).hasSize(1);
    assertThat(store.inForce().of("12333")).map(PublishedFlow::name).contains("hotline");

    store.publish("bus", store.add("bus", simple("公交"), "", "admin"));
    store.line("96190", "bus");
    assertThat(store.inForce().of("96190")).map(PublishedFlow::name).contains("bus");
    assertThat(store.inForce().of("12345")).map(PublishedFlow::name).contains("hotline");
  }

  @Test
  void aVersionIsInForceOnlyWhenPublishedAndAnOlderOneCanComeBack() {
    int first = store.add("f", simple("一"), "first", "admin");
    store.line("*", "f");
    assertThat(store.inForce().of("1")).isEmpty();
    store.publish("f", first);
    int second = store.add("f", simple("二"), "second", "admin");
    assertThat(store.inForce().of("1")).map(PublishedFlow::version).contains(first);
    store.publish("f", second);
    assertThat(store.inForce().of("1")).map(f -> f.flow().labelZh()).contains("二");
    store.publish("f", first);
    assertThat(store.inForce().of("1")).map(f -> f.flow().labelZh()).contains("一");

    FlowStore.Listed listed = store.list().get(0);
    assertThat(listed.published()).isEqualTo(Optional.of(first));
    assertThat(listed.versions())
        .extracting(FlowStore.Stored::version)
        .containsExactly(second, first);
  }

  @Test
  void whatDoesNotExistIsRefused() {
    store.add("f", simple("一"), "", "admin");
    assertThatThrownBy(() -> store.publish("f", 9))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("ivr.flow.unknown");
    assertThatThrownBy(() -> store.line("1", "nothing")).hasMessageContaining("ivr.flow.unknown");
    assertThatThrownBy(() -> store.definition("f", 9)).hasMessageContaining("ivr.flow.unknown");
  }
}
