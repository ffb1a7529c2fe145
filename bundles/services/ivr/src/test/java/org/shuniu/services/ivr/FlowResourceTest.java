// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.services.ivr.StartFlow;
import org.shuniu.api.testkit.FakeAccess;
import org.shuniu.services.ivr.FlowResource.FlowPlan;
import org.shuniu.services.ivr.FlowResource.FlowView;

/** What administrators do with flows. */
class FlowResourceTest {
  private final IvrRig rig = new IvrRig();
  private final FakeAccess access = new FakeAccess();
  private final List<String> audit = new ArrayList<>();
  private final FlowResource flows =
      new FlowResource(
          rig.service,
          access,
          (operation, object, detail) -> audit.add(operation + " " + object + " " + detail));

  @BeforeEach
  void administrator() {
    access.user("admin", "ivr:manage");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static Map<String, Object> definition(String welcome) {
    return new HashMap<>(FlowJson.object(IvrRig.FLOW.formatted(welcome)));
  }

  private static String refusal(ThrowingCallable call) {
    return catchThrowableOfType(HubException.class, call).code();
  }

  private String heardBy(String contact, String called) {
    rig.bus.publish(
        new StartFlow(
            contact,
            "main",
            "leg",
            called,
            "13800001234",
            Optional.empty(),
            Map.of(),
            Optional.empty()));
    return rig.bus.last(PbxCommand.PlayPrompt.class).orElseThrow().audio().get(0);
  }

  @Test
  void aVersionIsHeardWhenItIsPublishedAndTheWayBackIsOpen() {
    Map<String, Object> definition = definition("新年好");
    definition.put("comment", "春节");
    assertThat(flows.add("hotline", definition).version()).isEqualTo(2);
    assertThat(heardBy("a", "12333")).doesNotContain("新年好");
    flows.publish("hotline", 2);
    assertThat(heardBy("b", "12333")).contains("新年好");
    FlowView view = flows.list().get(0);
    assertThat(view.published()).contains(2);
    assertThat(view.versions())
        .extracting(v -> v.version() + v.comment() + v.createdBy() + v.published())
        .containsExactly("2春节admintrue", "1hubfalse");
    flows.publish("hotline", 1);
    assertThat(heardBy("c", "12333")).doesNotContain("新年好");
    assertThat(audit)
        .containsExactly(
            "ivr:add-version flow:hotline {version=2}",
            "ivr:publish flow:hotline {version=2}",
            "ivr:publish flow:hotline {version=1}");
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    int version = flows.add("night", definition("晚上好")).version();
    assertThat(FlowJson.read(FlowJson.text(flows.get("night", version))))
        .isEqualTo(IvrRig.flow("晚上好"));
  }

  @Test
  void aVersionComesIntoForceAtItsTimeAndNotBefore() {
    flows.add("hotline", definition("新年好"));
    flows.plan("hotline", new FlowPlan(2, Instant.now().plus(Duration.ofHours(1))));
    assertThat(flows.list().get(0).planned()).map(FlowPlan::version).contains(2);
    assertThat(heardBy("a", "12333")).doesNotContain("新年好");
    flows.plan("hotline", new FlowPlan(2, Instant.now().plusMillis(300)));
    await().until(() -> flows.list().get(0).published().equals(Optional.of(2)));
    await().until(() -> !rig.audit.isEmpty());
    assertThat(heardBy("b", "12333")).contains("新年好");
    assertThat(flows.list().get(0).planned()).isEmpty();
    assertThat(flows.list().get(0).publishedBy()).contains("admin");
    assertThat(rig.audit.get(0)).startsWith("ivr:publish flow:hotline").contains("version=2");
    assertThat(refusal(() -> flows.plan("hotline", new FlowPlan(1, Instant.now()))))
        .isEqualTo("ivr.flow.plan-past");
  }

  @Test
  void aPlanIsTakenBack() {
    flows.add("hotline", definition("新年好"));
    flows.plan("hotline", new FlowPlan(2, Instant.now().plus(Duration.ofHours(1))));
    flows.unplan("hotline");
    assertThat(flows.list().get(0).planned()).isEmpty();
    assertThat(rig.service.inForce().nextPlanned()).isEmpty();
  }

  @Test
  void refusesWhatIsWrong() {
    Map<String, Object> broken = definition("x");
    broken.put("start", "nowhere");
    assertThat(refusal(() -> flows.add("hotline", broken))).isEqualTo("ivr.flow.invalid");
    assertThat(refusal(() -> flows.add("Not a name", definition("x"))))
        .isEqualTo("ivr.flow.name-invalid");
    assertThat(refusal(() -> flows.publish("hotline", 99))).isEqualTo("ivr.flow.unknown");
    assertThat(refusal(() -> flows.get("nothing", 1))).isEqualTo("ivr.flow.unknown");
    assertThat(flows.list()).hasSize(2);
    assertThat(audit).isEmpty();
  }

  @Test
  void isForAdministratorsOnly() {
    access.user("agent", "contact:own");
    Stream.<ThrowingCallable>of(
            flows::list,
            () -> flows.get("hotline", 1),
            () -> flows.add("hotline", definition("x")),
            () -> flows.publish("hotline", 1),
            () -> flows.plan("hotline", new FlowPlan(1, Instant.MAX)),
            () -> flows.unplan("hotline"))
        .forEach(
            call ->
                assertThatThrownBy(call)
                    .isInstanceOfSatisfying(
                        HubException.class,
                        e -> assertThat(e.code()).isEqualTo("security.denied")));
  }
}
