// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.ConsolePresence;
import org.shuniu.api.hub.HealthProbe.Health;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.pbx.DeviceState;
import org.shuniu.api.pbx.PbxEvent.DeviceChanged;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.services.acd.AgentReserved;
import org.shuniu.api.services.acd.AgentState;
import org.shuniu.api.services.acd.EnqueueContact;
import org.shuniu.api.services.contact.ContactAnswered;
import org.shuniu.api.services.contact.ContactEnded;
import org.shuniu.api.services.contact.ContactQueued;
import org.shuniu.api.services.contact.EndReason;
import org.shuniu.api.services.contact.Medium;
import org.shuniu.api.services.contact.ReservationEnded;
import org.shuniu.api.testkit.FakeAccess;
import org.shuniu.api.testkit.FakeBus;
import org.shuniu.api.testkit.NoMetrics;
import org.shuniu.api.testkit.TestStore;

/** The ACD as the hub runs it: over the bus, over REST, with its own threads. */
class AcdServiceTest {
  private final TestStore store =
      new TestStore(
          SkillRow.class,
          ReasonRow.class,
          AgentRow.class,
          AgentStatusRow.class,
          AgentStateRow.class,
          TallyRow.class);
  private final FakeBus bus = new FakeBus();
  private final FakeAccess access = new FakeAccess();
  private final List<String> audited = new ArrayList<>();
  private AcdService acd;
  private AcdResource me;
  private AgentResource agents;
  private SkillResource skills;

  @BeforeEach
  void start() {
    Metrics metrics = new NoMetrics();
    acd = new AcdService(bus, store.transactions(), store.entityManager(), metrics, config());
    bus.register(acd);
    bus.register(new FactsOfTheDay(acd, metrics));
    me = new AcdResource(acd, access);
    agents = new AgentResource(acd, access, (operation, object, detail) -> audited.add(operation));
    skills = new SkillResource(acd, access, (operation, object, detail) -> audited.add(operation));
  }

  @AfterEach
  void stop() throws InterruptedException {
    acd.stop();
    store.close();
  }

  private AgentView agent(String number) {
    access.user("boss", "acd:manage", "acd:read", "queue:read");
    AgentView view =
        agents.create(
            new AgentInput(
                Optional.of("user-" + number),
                Optional.empty(),
                number,
                number,
                Optional.of("main"),
                List.of(new AgentView.SkillLevel("general", 1)),
                Optional.empty(),
                Optional.empty()));
    access.user("user-" + number, "acd:self", "queue:read");
    return view;
  }

  @Test
  void theFloorTellsSeatsAndPlacesAndTakesStates() {
    AgentView agent = agent("1001");
    DeskFloor floor = new DeskFloor(acd);
    bus.publish(
        new EnqueueContact("k1", Medium.VOICE, "general", 0, Instant.now().minusSeconds(9)));
    bus.publish(new EnqueueContact("k2", Medium.VOICE, "general", 5, Instant.now()));
    assertThat(floor.places(List.of("k1", "k2", "gone"))).isEqualTo(Map.of("k2", 1, "k1", 2));

    floor.request(agent.agentId(), AgentState.NOT_READY, Optional.of("training"));
    assertThat(floor.seats())
        .singleElement()
        .satisfies(
            seat -> {
              assertThat(seat.number()).isEqualTo("1001");
              assertThat(seat.state()).isEqualTo(AgentState.NOT_READY);
              assertThat(seat.reason()).contains("training");
              assertThat(seat.skills()).isEqualTo(Map.of("general", 1));
            });
    assertThatThrownBy(() -> floor.request("nobody", AgentState.READY, Optional.empty()))
        .hasMessageContaining("acd.agent.unknown");
  }

  @Test
  void aContactGetsAnAgentOverTheBus() {
    AgentView agent = agent("1001");
    me.state(new StateInput(AgentState.READY, Optional.empty()));
    bus.publish(new EnqueueContact("k1", Medium.VOICE, "general", 0, Instant.now()));

    await().until(() -> bus.last(AgentReserved.class).isPresent());
    AgentReserved reserved = bus.last(AgentReserved.class).orElseThrow();
    assertThat(reserved.agent()).isEqualTo(agent.agentId());
    bus.publish(new ContactQueued("k1", "general", Instant.now()));
    bus.publish(
        new ReservationEnded(
            "k1",
            reserved.agent(),
            reserved.reservation(),
            ReservationEnded.Outcome.ANSWERED,
            Instant.now()));
    bus.publish(
        new ContactAnswered(
            "k1", reserved.agent(), "general", Duration.ofSeconds(2), Instant.now()));
    assertThat(me.me().state()).isEqualTo(AgentState.BUSY);
    bus.publish(
        new ContactEnded("k1", EndReason.ENDED_BY_CITIZEN, Optional.of("a"), Instant.now()));
    assertThat(me.me().state()).isEqualTo(AgentState.AFTER_CALL_WORK);

    await()
        .until(
            () ->
                bus.published(LiveUpdate.class).stream()
                    .filter(u -> u.audience().equals("permission:queue:read"))
                    .anyMatch(u -> u.data().toString().contains("answeredToday=1")));
    assertThat(acd.check()).isEqualTo(Health.up());
  }

  @Test
  void telephonesAndConsolesAreFollowed() {
    agent("1001");
    bus.publish(
        new PbxSnapshot("main", List.of(), Map.of("1001", DeviceState.AVAILABLE), Instant.now()));
    assertThat(me.me().deviceState()).isEqualTo(DeviceState.AVAILABLE);
    bus.publish(new DeviceChanged("main", "1001", DeviceState.UNREGISTERED, Instant.now()));
    assertThat(me.me().deviceState()).isEqualTo(DeviceState.UNREGISTERED);
    bus.publish(new ConsolePresence("user-1001", true));
    bus.publish(new ConsolePresence("nobody", false));
    await()
        .until(
            () ->
                bus.published(LiveUpdate.class).stream()
                    .anyMatch(
                        u ->
                            u.name().equals("agent.state")
                                && u.data() instanceof AgentView v
                                && v.deviceState() == DeviceState.UNREGISTERED));
  }

  @Test
  void everyOperationAsksForItsPermission() {
    AgentView agent = agent("1001");
    access.user("user-1001", "acd:self");
    assertThat(me.me().agentId()).isEqualTo(agent.agentId());
    denied(() -> me.queues());
    denied(() -> me.reasons());
    denied(() -> agents.list());
    denied(() -> skills.list());
    denied(() -> agents.state(agent.agentId(), new StateInput(AgentState.READY, Optional.empty())));
    denied(() -> skills.create("x", SkillView.of(Skill.of("x", "x", "x"))));
    access.user("stranger", "acd:self");
    assertThatThrownBy(() -> me.me())
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("acd.agent.unknown"));
    access.user("boss", "acd:manage", "acd:read", "acd:configure", "queue:read");
    denied(() -> me.me());
    assertThat(agents.list()).hasSize(1);
    assertThat(me.reasons()).isNotEmpty();
    agents.state(agent.agentId(), new StateInput(AgentState.NOT_READY, Optional.of("meeting")));
    skills.create("x", SkillView.of(Skill.of("x", "x", "x")));
    assertThat(audited).containsExactly("acd:create-agent", "acd:set-state", "acd:create-skill");
  }

  private static void denied(Supplier<Object> call) {
    assertThatThrownBy(call::get)
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("security.denied"));
  }

  /** The settings as they are by default. */
  private static AcdConfig config() {
    return (AcdConfig)
        Proxy.newProxyInstance(
            AcdConfig.class.getClassLoader(),
            new Class<?>[] {AcdConfig.class},
            (self, method, arguments) -> method.getDefaultValue());
  }
}
