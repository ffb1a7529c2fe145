// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.BusRestored;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.HealthProbe.Health;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.pbx.spi.PbxContext;
import org.shuniu.api.testkit.FakeBus;

@Timeout(30)
class PbxHostTest {
  private static final Limits LIMITS =
      new Limits(
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          Duration.ofMillis(500));

  @TempDir Path directory;
  private final FakeBus bus = new FakeBus();
  private final TextMetrics metrics = new TextMetrics();
  private final FakeDriver.Wall wall = new FakeDriver.Wall();
  private PbxHost host;

  @BeforeEach
  void begin() {
    host = new PbxHost(bus, metrics, LIMITS, directory);
    bus.register(host);
  }

  @AfterEach
  void end() {
    wall.open();
  }

  private static ConnectorId id(String name) {
    return new ConnectorId("pbx", name, "org.shuniu.pbx.fake", "1.0.0");
  }

  private FakeDriver started(String name) {
    FakeDriver driver = new FakeDriver();
    host.add(driver, id(name));
    awaitLink(name, LinkState.Status.ONLINE);
    return driver;
  }

  private LinkState link(String name) {
    return host.instances().stream()
        .filter(status -> status.instance().equals(name))
        .findFirst()
        .map(Connectors.Status::link)
        .orElseThrow();
  }

  private void awaitLink(String name, LinkState.Status status) {
    await().until(() -> link(name).status() == status);
  }

  private static PbxCommand hold(String pbx) {
    return new PbxCommand.HoldLeg(pbx, "call-1", "leg-1");
  }

  private PbxEvent.CommandRejected rejection() {
    await().until(() -> bus.last(PbxEvent.CommandRejected.class).isPresent());
    return bus.last(PbxEvent.CommandRejected.class).orElseThrow();
  }

  @Test
  void startsADriverAndTellsItsLink() {
    started("main");
    await().until(() -> bus.last(PbxEvent.PbxLinkChanged.class).isPresent());
    assertThat(bus.last(PbxEvent.PbxLinkChanged.class).orElseThrow())
        .returns("main", PbxEvent.PbxLinkChanged::pbx)
        .returns(LinkState.Status.ONLINE, changed -> changed.state().status());
    await()
        .untilAsserted(
            () ->
                assertThat(host.instances())
                    .singleElement()
                    .returns("org.shuniu.pbx.fake", Connectors.Status::bundle)
                    .returns("pbx", Connectors.Status::seam)
                    .returns(java.util.Set.of("HOLD", "MUTE"), Connectors.Status::capabilities));
  }

  @Test
  void aCommandReachesTheInstanceThatItNames() {
    FakeDriver main = started("main");
    FakeDriver other = started("other");
    bus.publish(hold("other"));
    await().until(() -> other.orders.size() == 1);
    assertThat(main.orders).isEmpty();
    await()
        .untilAsserted(
            () ->
                assertThat(metrics.lines)
                    .contains("pbx.order instance other command pbx.hold-leg outcome accepted"));
  }

  @Test
  void whatPassesIsCountedByTypeAlsoOverAnUpdate() {
    FakeDriver driver = started("main");
    bus.publish(hold("main"));
    await().until(() -> driver.orders.size() == 1);
    driver.answer =
        CompletableFuture.failedFuture(HubException.external("pbx.leg.unknown", Map.of()));
    bus.publish(hold("main"));
    rejection();
    assertThat(host.traffic())
        .filteredOn(Connectors.Traffic::asked)
        .containsExactly(
            new Connectors.Traffic(
                "org.shuniu.pbx.fake", "pbx", "main", true, "pbx.hold-leg", 2, 1));

    host.remove(driver);
    FakeDriver next = started("main");
    bus.publish(hold("main"));
    await().until(() -> next.orders.size() == 1);
    assertThat(host.traffic())
        .filteredOn(Connectors.Traffic::asked)
        .extracting(Connectors.Traffic::count)
        .containsExactly(3L);
  }

  @Test
  void refusesACommandForAnInstanceThatIsNotThere() {
    bus.publish(new PbxCommand.StartRecording("nobody", "call-1", "leg-1", "recording-1"));
    assertThat(rejection())
        .returns("pbx.driver.missing", PbxEvent.CommandRejected::code)
        .returns("pbx.start-recording", PbxEvent.CommandRejected::command)
        .returns("leg-1", PbxEvent.CommandRejected::leg)
        .returns("recording-1", PbxEvent.CommandRejected::request)
        .returns("nobody", PbxEvent.CommandRejected::pbx);
  }

  @Test
  void tellsTheCodeOfARefusalAndOfATimeout() {
    FakeDriver driver = started("main");
    driver.answer =
        CompletableFuture.failedFuture(HubException.external("pbx.leg.unknown", Map.of()));
    bus.publish(hold("main"));
    assertThat(rejection().code()).isEqualTo("pbx.leg.unknown");
    bus.clear();
    driver.answer = new CompletableFuture<>();
    bus.publish(hold("main"));
    assertThat(rejection().code()).isEqualTo("pbx.timeout");
    assertThat(link("main").status()).as("slow is not blocked").isEqualTo(LinkState.Status.ONLINE);
  }

  @Test
  void keepsTheOrderOfEventsAndOfCommands() {
    FakeDriver driver = started("main");
    IntStream.range(0, 500)
        .forEach(
            i -> {
              driver.context.emit(
                  new PbxEvent.LegRinging("main", "call-1", "leg-" + i, Instant.now()));
              bus.publish(new PbxCommand.HangUpLeg("main", "call-1", "leg-" + i));
            });
    List<String> legs = IntStream.range(0, 500).mapToObj(i -> "leg-" + i).toList();
    await().until(() -> bus.published(PbxEvent.LegRinging.class).size() == 500);
    assertThat(bus.published(PbxEvent.LegRinging.class))
        .extracting(PbxEvent.LegRinging::leg)
        .containsExactlyElementsOf(legs);
    await().until(() -> driver.orders.size() == 500);
    assertThat(driver.orders).extracting(PbxCommand::leg).containsExactlyElementsOf(legs);
  }

  @Test
  void takesASnapshotByOrder() {
    started("main");
    bus.publish(new PbxCommand.TakeSnapshot("main", "main"));
    await().until(() -> bus.last(PbxSnapshot.class).isPresent());
  }

  @Test
  void asksAllForTheirStateWhenTheBrokerIsBack() {
    started("main");
    started("other");
    bus.publish(new BusRestored(Duration.ofSeconds(3)));
    await()
        .untilAsserted(
            () ->
                assertThat(bus.published(PbxSnapshot.class))
                    .extracting(PbxSnapshot::pbx)
                    .containsExactlyInAnyOrder("main", "other"));
  }

  @Test
  void aDriverThatThrowsAtTheStartHarmsNobody() {
    FakeDriver broken =
        new FakeDriver() {
          @Override
          public void start(PbxContext context) {
            throw new IllegalStateException("broken");
          }
        };
    host.add(broken, id("broken"));
    awaitLink("broken", LinkState.Status.DEGRADED);
    assertThat(link("broken").reason()).isEqualTo("pbx.driver.start-failed");
    FakeDriver main = started("main");
    bus.publish(hold("main"));
    await().until(() -> main.orders.size() == 1);
    ConnectorList list = new ConnectorList();
    list.add(host);
    assertThat(list.check())
        .returns(Health.Status.DEGRADED, Health::status)
        .returns("pbx/broken DEGRADED pbx.driver.start-failed", Health::message);
  }

  @Test
  void aDriverThatBlocksAtTheStartHarmsNobodyAndRecovers() {
    FakeDriver slow =
        new FakeDriver() {
          @Override
          public void start(PbxContext context) {
            wall.enter();
            super.start(context);
          }
        };
    host.add(slow, id("slow"));
    awaitLink("slow", LinkState.Status.DEGRADED);
    assertThat(link("slow").reason()).isEqualTo("pbx.driver.start-blocked");
    FakeDriver main = started("main");
    bus.publish(hold("main"));
    await().until(() -> main.orders.size() == 1);
    wall.open();
    awaitLink("slow", LinkState.Status.ONLINE);
  }

  @Test
  void aDriverThatBlocksInAnOrderIsDegradedUntilItReturns() {
    FakeDriver slow =
        new FakeDriver() {
          @Override
          public CompletionStage<Void> execute(PbxCommand command) {
            wall.enter();
            return super.execute(command);
          }
        };
    host.add(slow, id("slow"));
    awaitLink("slow", LinkState.Status.ONLINE);
    FakeDriver main = started("main");
    bus.publish(hold("slow"));
    bus.publish(hold("slow"));
    bus.publish(hold("main"));
    await().until(() -> main.orders.size() == 1);
    awaitLink("slow", LinkState.Status.DEGRADED);
    assertThat(link("slow").reason()).isEqualTo("pbx.driver.blocked");
    await().until(() -> bus.published(PbxEvent.CommandRejected.class).size() == 2);
    assertThat(bus.published(PbxEvent.CommandRejected.class))
        .extracting(PbxEvent.CommandRejected::code)
        .containsOnly("pbx.timeout");
    wall.open();
    awaitLink("slow", LinkState.Status.ONLINE);
    assertThat(slow.orders).as("the second had been given up").hasSize(1);
  }

  @Test
  void aDriverThatThrowsInAnOrderIsRefused() {
    FakeDriver broken =
        new FakeDriver() {
          @Override
          public CompletionStage<Void> execute(PbxCommand command) {
            throw new IllegalStateException("broken");
          }
        };
    host.add(broken, id("broken"));
    awaitLink("broken", LinkState.Status.ONLINE);
    bus.publish(hold("broken"));
    assertThat(rejection().code()).isEqualTo("pbx.driver.failed");
  }

  @Test
  void drainsBeforeItStops() {
    FakeDriver driver = started("main");
    CompletableFuture<Void> answer = new CompletableFuture<>();
    driver.answer = answer;
    bus.publish(hold("main"));
    await().until(() -> driver.orders.size() == 1);
    CompletableFuture<Void> removal = CompletableFuture.runAsync(() -> host.remove(driver));
    assertThat(driver.life).doesNotContain("stop");
    answer.complete(null);
    removal.join();
    assertThat(driver.life).containsExactly("start", "stop");
    assertThat(bus.published(PbxEvent.CommandRejected.class)).isEmpty();
    assertThat(bus.last(PbxEvent.PbxLinkChanged.class).orElseThrow().state().status())
        .isEqualTo(LinkState.Status.STOPPED);
    bus.publish(hold("main"));
    assertThat(rejection().code()).isEqualTo("pbx.driver.missing");
  }

  @Test
  void anOrderThatDoesNotDrainIsRefusedAndADriverThatDoesNotStopIsAbandoned() {
    FakeDriver stuck =
        new FakeDriver() {
          @Override
          public void stop() {
            wall.enter();
          }
        };
    host.add(stuck, id("main"));
    awaitLink("main", LinkState.Status.ONLINE);
    stuck.answer = new CompletableFuture<>();
    bus.publish(hold("main"));
    host.remove(stuck);
    assertThat(rejection().code()).isEqualTo("pbx.driver.missing");
    assertThat(host.instances()).isEmpty();
    int told = bus.published().size();
    stuck.context.emit(new PbxEvent.LegRinging("main", "call-1", "leg-1", Instant.now()));
    assertThat(bus.published()).hasSize(told);
  }

  @Test
  void aNewDriverOfTheSameNameTakesOver() {
    FakeDriver first = started("main");
    FakeDriver twin = new FakeDriver();
    host.add(twin, id("main"));
    assertThat(twin.life).as("two at a time would both serve the switch").isEmpty();
    host.remove(twin);
    host.remove(first);
    FakeDriver second = started("main");
    bus.publish(hold("main"));
    await().until(() -> second.orders.size() == 1);
    assertThat(first.orders).isEmpty();
  }

  @Test
  void asksForASnapshotWhenEventsWereLost() {
    FlakyBus flaky = new FlakyBus();
    PbxHost flakyHost = new PbxHost(flaky, metrics, LIMITS, directory);
    FakeDriver driver = new FakeDriver();
    flakyHost.add(driver, id("main"));
    await().until(() -> flaky.published(PbxEvent.PbxLinkChanged.class).size() == 1);
    flaky.away = true;
    driver.context.emit(new PbxEvent.LegRinging("main", "call-1", "lost", Instant.now()));
    await()
        .untilAsserted(
            () ->
                assertThat(metrics.lines)
                    .contains(
                        "connector.events.lost seam pbx instance main reason bus.unavailable"));
    flaky.away = false;
    driver.context.emit(new PbxEvent.LegRinging("main", "call-1", "told", Instant.now()));
    await().until(() -> flaky.last(PbxSnapshot.class).isPresent());
  }
}
