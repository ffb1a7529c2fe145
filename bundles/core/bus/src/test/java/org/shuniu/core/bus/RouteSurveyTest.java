// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.testkit.FakeBus;
import org.shuniu.api.testkit.TestClock;
import org.shuniu.core.bus.Messages.Fact;
import org.shuniu.core.bus.Messages.Lamp;
import org.shuniu.core.bus.RouteMap.RouteConsumer;
import org.shuniu.core.bus.RouteMap.RouteInstance;
import org.shuniu.core.bus.RouteMap.RouteNode;
import org.shuniu.core.bus.RouteMap.RoutePublication;
import org.shuniu.core.bus.RouteMap.RouteSeam;
import org.shuniu.core.bus.RouteMap.RouteSubscription;

/** The map shows who publishes and who consumes, and what became of it. */
class RouteSurveyTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String PUBLISHER = "org.shuniu.services.x";
  private static final String CONNECTOR = "com.example.link";
  private static final String HOST = "org.shuniu.core.plugins";

  @TempDir Path folder;
  private Rig rig;
  private Bus bus;
  private Optional<RouteSurvey.Host> host = Optional.empty();
  private final Map<String, RouteSurvey.Installed> installed = new ConcurrentHashMap<>();

  @BeforeEach
  void open() {
    rig = new Rig(folder);
    bus = rig.hub.bus(PUBLISHER);
    for (String bundle : List.of(PUBLISHER, CONNECTOR, HOST, "org.shuniu.core.bus")) {
      installed.put(bundle, new RouteSurvey.Installed("1.0.0", true));
    }
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private RouteMap draw(long revision) {
    RouteSurvey.Bundles bundles =
        new RouteSurvey.Bundles() {
          @Override
          public List<RouteSurvey.Installed> of(String bundle) {
            return Optional.ofNullable(installed.get(bundle)).stream().toList();
          }

          @Override
          public List<String> routes(String bundle) {
            return List.of();
          }
        };
    return new RouteSurvey(rig.hub, bundles, host).draw(revision);
  }

  private RouteMap draw() {
    return draw(1);
  }

  private Recorder fed(String name, String bundle) {
    Recorder recorder = new Recorder(name, false, 2);
    rig.hub.register(recorder, bundle);
    await().atMost(SOON).until(() -> rig.hub.fed().contains(name));
    return recorder;
  }

  private long handled(String consumer, String type) {
    RouteMap map = draw();
    int place = map.subscriptions().indexOf(new RouteSubscription(consumer, type));
    return map.figures().handled().get(place);
  }

  @Test
  void aBundleThatPublishesOrRegistersAHandlerIsThereWithItsFigures() {
    fed("example", CONNECTOR);
    bus.publish(new Fact("k", 1));
    bus.publish(new Fact("k", 2));
    bus.publish(new Lamp("k", 3));
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(handled("example", "test.fact/1")).isEqualTo(2);
              assertThat(handled("example", "test.lamp/1")).isEqualTo(1);
            });

    RouteMap map = draw();
    assertThat(map.nodes())
        .extracting(RouteNode::bundle, RouteNode::kind, RouteNode::active)
        .contains(
            tuple(PUBLISHER, RouteMap.Kind.SERVICE, true),
            tuple(CONNECTOR, RouteMap.Kind.CONNECTOR, true));
    assertThat(map.publications())
        .filteredOn(each -> each.bundle().equals(PUBLISHER))
        .containsExactly(
            new RoutePublication(PUBLISHER, "test.fact/1", Outflow.Kind.EVENT, true),
            new RoutePublication(PUBLISHER, "test.lamp/1", Outflow.Kind.EVENT, false));
    assertThat(map.figures().published()).hasSameSizeAs(map.publications()).contains(2L, 1L);
    assertThat(map.consumers()).containsExactly(new RouteConsumer("example", CONNECTOR, true));
    assertThat(map.figures().lag()).containsExactly(0L);
  }

  @Test
  void whatFailsAndWhatIsPutAsideIsCounted() {
    Recorder recorder = fed("bad", CONNECTOR);
    recorder.trap =
        (key, number) -> {
          throw new IllegalStateException("no");
        };
    bus.publish(new Lamp("k", 1));
    bus.publish(new Fact("k", 2));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(draw().figures().letters()).containsExactly(1L));
    RouteMap map = draw();
    int fact = map.subscriptions().indexOf(new RouteSubscription("bad", "test.fact/1"));
    int lamp = map.subscriptions().indexOf(new RouteSubscription("bad", "test.lamp/1"));
    assertThat(map.figures().failed().get(fact)).as("three tries").isEqualTo(3);
    assertThat(map.figures().dead().get(fact)).isEqualTo(1);
    assertThat(map.figures().failed().get(lamp)).as("not tried again").isEqualTo(1);
    assertThat(map.figures().dead().get(lamp)).isZero();
    assertThat(handled("bad", "test.fact/1")).isZero();
  }

  @Test
  void aConsumerThatIsAwayStaysWhileSomethingWaitsForIt() {
    fed("away", CONNECTOR);
    rig.hub.unregister("away");
    installed.remove(CONNECTOR);
    assertThat(draw().consumers()).isEmpty();
    bus.publish(new Fact("k", 1));
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(draw().consumers())
                  .containsExactly(new RouteConsumer("away", CONNECTOR, false));
              assertThat(draw().figures().lag()).containsExactly(1L);
            });
    assertThat(draw().nodes())
        .filteredOn(node -> node.bundle().equals(CONNECTOR))
        .singleElement()
        .returns(false, RouteNode::active)
        .returns(List.of(), RouteNode::versions);

    fed("away", CONNECTOR);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(handled("away", "test.fact/1")).isEqualTo(1));
  }

  @Test
  void countsGoOnOverAnUpdateOfTheConsumer() {
    fed("updated", CONNECTOR);
    bus.publish(new Fact("k", 1));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(handled("updated", "test.fact/1")).isEqualTo(1));
    rig.hub.unregister("updated");
    fed("updated", CONNECTOR);
    bus.publish(new Fact("k", 2));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(handled("updated", "test.fact/1")).isEqualTo(2));
  }

  @Test
  void whatIsRolledBackWasNeverPublished() {
    assertThatThrownBy(
            () ->
                rig.store
                    .transactions()
                    .run(
                        () -> {
                          bus.publish(new Fact("k", 1));
                          throw new IllegalStateException("no");
                        }))
        .hasMessageContaining("no");
    assertThat(draw().publications()).isEmpty();
    rig.store.transactions().run(() -> bus.publish(new Fact("k", 2)));
    assertThat(draw().figures().published()).containsExactly(1L);
  }

  @Test
  void connectorsHangOnTheirHost() {
    LinkState link = new LinkState(LinkState.Status.OFFLINE, "pbx.login.refused", Instant.EPOCH);
    Connectors connectors =
        new Connectors() {
          @Override
          public List<Status> list() {
            return List.of(new Status(CONNECTOR, "1.0.0", "pbx", "main", link, Set.of()));
          }

          @Override
          public List<Traffic> traffic() {
            return List.of(new Traffic(CONNECTOR, "pbx", "main", true, "pbx.hold-leg", 5, 2));
          }
        };
    host = Optional.of(new RouteSurvey.Host(connectors, HOST));
    RouteMap map = draw();
    assertThat(map.host()).contains(HOST);
    assertThat(map.nodes()).extracting(RouteNode::bundle).contains(CONNECTOR, HOST);
    assertThat(map.nodes().get(0).instances())
        .containsExactly(
            new RouteInstance(
                "pbx", "main", "OFFLINE", Optional.of("pbx.login.refused"), Instant.EPOCH));
    assertThat(map.seams())
        .containsExactly(new RouteSeam(CONNECTOR, "pbx", "main", true, "pbx.hold-leg"));
    assertThat(map.figures().passed()).containsExactly(5L);
    assertThat(map.figures().refused()).containsExactly(2L);
  }

  @Test
  void tellsTheFiguresToThoseWhoLookAndToNobodyElse() {
    FakeBus told = new FakeBus();
    TestClock clock = new TestClock(Instant.parse("2026-01-02T03:04:05Z"));
    RouteWatch watch = new RouteWatch(this::draw, told, clock);
    assertThat(watch.tell()).isFalse();
    RouteMap first = watch.watch("user-1");
    assertThat(watch.tell()).isTrue();
    assertThat(told.published(LiveUpdate.class))
        .singleElement()
        .returns("user:user-1", LiveUpdate::audience)
        .returns("routes.changed", LiveUpdate::name)
        .returns(first.revision(), each -> ((RouteMap.RouteFigures) each.data()).revision());

    bus.publish(new Fact("k", 1));
    watch.tell();
    RouteMap.RouteFigures news =
        (RouteMap.RouteFigures) told.last(LiveUpdate.class).orElseThrow().data();
    assertThat(news.revision())
        .as("a publication is new on the map")
        .isNotEqualTo(first.revision());
    bus.publish(new Fact("k", 2));
    watch.tell();
    RouteMap.RouteFigures more =
        (RouteMap.RouteFigures) told.last(LiveUpdate.class).orElseThrow().data();
    assertThat(more.revision()).isEqualTo(news.revision());
    assertThat(more.published()).contains(2L);

    clock.advance(RouteWatch.LEASE.plusSeconds(1));
    told.clear();
    assertThat(watch.tell()).isFalse();
    assertThat(told.published()).isEmpty();
  }

  @Test
  void asText() {
    fed("example", CONNECTOR);
    RouteMap before = draw();
    bus.publish(new Fact("k", 1));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(handled("example", "test.fact/1")).isEqualTo(1));
    List<String> lines = new ArrayList<>(RouteLines.of(before, draw()));
    assertThat(lines)
        .anyMatch(line -> line.startsWith(PUBLISHER + " 1.0.0"))
        .anyMatch(line -> line.matches("\\s+publishes\\s+test\\.fact/1\\s+.*/s\\s+1"))
        .anyMatch(line -> line.matches("\\s+takes\\s+test\\.fact/1\\s+.*/s\\s+1"))
        .anyMatch(line -> line.contains("consumer example: 0 waiting, 0 dead letters"));
  }
}
