// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.testkit.Deliveries;
import org.shuniu.api.testkit.FakeBus;
import org.shuniu.api.workflow.WorkflowCommand;
import org.shuniu.api.workflow.WorkflowCommand.CompleteWork;
import org.shuniu.api.workflow.WorkflowCommand.StartProcess;
import org.shuniu.api.workflow.WorkflowEvent.ProcessRejected;
import org.shuniu.api.workflow.WorkflowEvent.ProcessStarted;
import org.shuniu.api.workflow.WorkflowEvent.WorkWithdrawn;
import org.shuniu.api.workflow.spi.WorkflowContext;
import org.shuniu.api.workflow.spi.WorkflowEngine;

@Timeout(60)
class WorkflowHostTest {
  @TempDir Path directory;
  private Rig rig;
  private FakeBus bus;
  private WorkflowHost host;

  /** Keeps what it is told, and tells that a process has started. */
  private static final class FakeEngine implements WorkflowEngine {
    final List<WorkflowCommand> commands = new CopyOnWriteArrayList<>();
    volatile WorkflowContext context;
    volatile Consumer<WorkflowCommand> before = command -> {};

    @Override
    public void start(WorkflowContext begun) {
      context = begun;
    }

    @Override
    public void stop() {}

    @Override
    public void execute(WorkflowCommand command) {
      before.accept(command);
      commands.add(command);
      if (command instanceof StartProcess start) {
        context.emit(new ProcessStarted(start.ticket(), start.process(), 1, Instant.now()));
      }
    }
  }

  @BeforeEach
  void begin() {
    rig = new Rig(directory);
    bus = rig.bus;
    host = host();
    bus.register(host);
  }

  @AfterEach
  void end() {
    host.deactivate();
    rig.close();
  }

  private WorkflowHost host() {
    return new WorkflowHost(rig.services);
  }

  private FakeEngine started(String name) {
    FakeEngine engine = new FakeEngine();
    host.add(engine, Rig.id("workflow", name));
    await()
        .until(
            () ->
                host.instances().stream()
                    .anyMatch(status -> status.link().status() == LinkState.Status.ONLINE));
    return engine;
  }

  private static StartProcess start(String ticket) {
    return new StartProcess(ticket, "complaint", Map.of("dispatchDays", 3, "department", "rsj"));
  }

  private static CompleteWork complete(String ticket, int step) {
    return new CompleteWork(ticket, "w-" + step, "done", Map.of());
  }

  @Test
  void aCommandIsCarriedOutAndItsEventsBelongToItsMatter() {
    FakeEngine engine = started("flowable");
    bus.publish(start("t-1"), Actor.user("u-1"), "contact-1");
    assertThat(engine.commands).containsExactly(start("t-1"));
    Envelope<?> event = bus.published().get(bus.published().size() - 1);
    assertThat(event.data()).isInstanceOf(ProcessStarted.class);
    assertThat(event.correlation()).isEqualTo("contact-1");
    assertThat(event.actor()).isEqualTo(Actor.user("u-1"));
    engine.context.emit(new WorkWithdrawn("t-1", "w-1", Instant.now()));
    assertThat(bus.published().get(bus.published().size() - 1).correlation())
        .as("what the engine tells by itself")
        .isEqualTo("contact-1");
  }

  @Test
  void aFailureLeavesNothingAndTheBusBringsTheCommandAgain() {
    FakeEngine engine = started("flowable");
    engine.before =
        command -> {
          throw HubException.capacity("store.conflict", Map.of());
        };
    assertThatThrownBy(() -> bus.publish(start("t-1"))).hasMessageContaining("store.conflict");
    assertThat(bus.published(ProcessStarted.class)).isEmpty();
    assertThat(bus.published(ProcessRejected.class)).isEmpty();
  }

  @Test
  void whatIsRefusedForGoodIsToldWhenTheBusBringsItAgain() throws Exception {
    FakeEngine engine = started("flowable");
    engine.before =
        command -> {
          throw HubException.invalid("workflow.process.unknown", Map.of("reason", "complaint"));
        };
    assertThatThrownBy(() -> bus.publish(start("t-1"))).isInstanceOf(HubException.class);
    Envelope<?> again = bus.published().get(0);
    FakeBus second = bus;
    rig.store.transactions().run(() -> redeliver(again));
    assertThat(second.last(ProcessRejected.class).orElseThrow())
        .returns("workflow.process.unknown", ProcessRejected::code)
        .returns("complaint", ProcessRejected::reason);
  }

  @SuppressWarnings("unchecked")
  private void redeliver(Envelope<?> envelope) {
    host.subscriptions().stream()
        .filter(subscription -> subscription.type().isInstance(envelope.data()))
        .forEach(
            subscription -> {
              try {
                ((org.shuniu.api.hub.Subscription<WorkflowCommand>) subscription)
                    .handler()
                    .handle((Envelope<WorkflowCommand>) envelope);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
  }

  @Test
  void withoutAnEngineCommandsAreHeldInTheirOrderAlsoOverARestart() {
    for (int ticket = 0; ticket < 20; ticket++) {
      bus.publish(start("t-" + ticket), Actor.HUB, "contact-" + ticket);
    }
    host.deactivate();
    host = host();
    FakeBus fresh = bus;
    for (int ticket = 0; ticket < 20; ticket++) {
      Envelope<CompleteWork> late = Deliveries.envelope(complete("t-" + ticket, 1));
      rig.store.transactions().run(() -> redeliver(late));
    }
    FakeEngine engine = started("flowable");
    await().until(() -> engine.commands.size() == 40);
    for (int ticket = 0; ticket < 20; ticket++) {
      String id = "t-" + ticket;
      assertThat(engine.commands.stream().filter(command -> command.ticket().equals(id)))
          .containsExactly(start(id), complete(id, 1));
    }
    assertThat(fresh.published(ProcessStarted.class)).hasSize(20);
    await().until(() -> rig.count("CommandRow") == 0);
    rig.store.transactions().run(() -> redeliver(Deliveries.envelope(complete("t-0", 2))));
    assertThat(engine.commands).last().isEqualTo(complete("t-0", 2));
  }

  @Test
  void heldCommandsThatAreRefusedAreToldAndHoldNobodyUp() {
    bus.publish(start("t-1"));
    bus.publish(complete("t-1", 1));
    FakeEngine engine = new FakeEngine();
    engine.before =
        command -> {
          if (command instanceof StartProcess) {
            throw HubException.invalid("workflow.process.unknown", Map.of());
          }
        };
    host.add(engine, Rig.id("workflow", "flowable"));
    await().until(() -> engine.commands.size() == 1);
    assertThat(bus.published(ProcessRejected.class)).hasSize(1);
    await().until(() -> rig.count("CommandRow") == 0);
  }

  @Test
  void aSecondEngineStandsByAndTakesOver() {
    FakeEngine first = started("one");
    FakeEngine second = new FakeEngine();
    host.add(second, Rig.id("workflow", "two"));
    assertThat(host.instances())
        .extracting(status -> status.link().reason())
        .containsExactly("", "workflow.engine.spare");
    bus.publish(start("t-1"));
    host.remove(first);
    bus.publish(start("t-2"));
    await().until(() -> second.commands.equals(List.of(start("t-2"))));
    assertThat(host.instances()).extracting(Connectors.Status::instance).containsExactly("two");
  }
}
