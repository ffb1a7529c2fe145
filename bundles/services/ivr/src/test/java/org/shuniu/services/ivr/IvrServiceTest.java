// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.hub.BusRestored;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.services.ivr.FlowEnded;
import org.shuniu.api.services.ivr.FlowNodeEntered;
import org.shuniu.api.services.ivr.StartFlow;
import org.shuniu.api.services.ivr.StopFlow;

/** The service as the bus sees it. */
class IvrServiceTest {
  private static final String CONTACT = "c1";

  private final IvrRig rig = new IvrRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private void start() {
    rig.bus.publish(
        new StartFlow(
            CONTACT,
            "main",
            "leg",
            "12333",
            "13800001234",
            Optional.empty(),
            Map.of(),
            Optional.empty()));
  }

  private void promptEnded() {
    String request = rig.bus.last(PbxCommand.PlayPrompt.class).orElseThrow().request();
    rig.bus.publish(
        new PbxEvent.PromptEnded(
            "main", CONTACT, "leg", request, PbxEvent.Outcome.COMPLETED, Instant.now()));
  }

  private void keyed(String digits) {
    String request = rig.bus.last(PbxCommand.CollectDigits.class).orElseThrow().request();
    rig.bus.publish(
        new PbxEvent.DigitsCollected(
            "main", CONTACT, "leg", request, digits, PbxEvent.Outcome.COMPLETED, Instant.now()));
  }

  @Test
  void aNewHubHasAFlowThatLeadsToAHuman() {
    start();
    promptEnded();
    keyed("3");
    promptEnded();
    assertThat(rig.bus.published(FlowNodeEntered.class))
        .extracting(FlowNodeEntered::node)
        .containsExactly("welcome", "main", "social-insurance");
    assertThat(rig.bus.last(FlowEnded.class))
        .hasValueSatisfying(
            end -> {
              assertThat(end.outcome()).isEqualTo(FlowEnded.Outcome.QUEUE);
              assertThat(end.skill()).isEqualTo("social-insurance");
            });
  }

  @Test
  void whatEveryCallerHearsIsSpokenBeforeTheFirstOneCalls() {
    await()
        .until(
            () ->
                rig.spoken.containsAll(
                    List.of("zh-CN:您好，欢迎致电人力资源和社会保障服务热线。", "zh-CN:按键有误，请重新选择。")));
  }

  @Test
  void aStoppedFlowSaysNothingMore() {
    start();
    rig.bus.publish(new StopFlow(CONTACT));
    promptEnded();
    assertThat(rig.bus.published(FlowNodeEntered.class)).hasSize(1);
    assertThat(rig.bus.published(FlowEnded.class)).isEmpty();
  }

  @Test
  void asksAgainWhenTheLinkToTheSwitchOrTheBusCameBack() {
    start();
    LinkState back = new LinkState(LinkState.Status.ONLINE, "", Instant.now());
    rig.bus.publish(new PbxEvent.PbxLinkChanged("other", back, Instant.now()));
    assertThat(rig.bus.published(PbxCommand.PlayPrompt.class)).hasSize(1);
    rig.bus.publish(new PbxEvent.PbxLinkChanged("main", back, Instant.now()));
    assertThat(rig.bus.published(PbxCommand.PlayPrompt.class)).hasSize(2);
    rig.bus.publish(new BusRestored(Duration.ofSeconds(1)));
    assertThat(rig.bus.published(PbxCommand.PlayPrompt.class)).hasSize(3);
  }

  @Test
  void aCallerStaysOnTheVersionThatWasInForceWhenTheFlowBegan() {
    start();
    rig.service
        .store()
        .publish("hotline", rig.service.store().add("hotline", IvrRig.flow("新"), "", "x"), "x");
    rig.service.reload();
    promptEnded();
    keyed("1");
    assertThat(rig.bus.last(FlowNodeEntered.class)).map(FlowNodeEntered::version).contains(1);
  }
}
