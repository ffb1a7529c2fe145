// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.hub.HealthProbe.Health.Status;
import org.shuniu.core.bus.Messages.Fact;

class RouteHostTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void aRouteIsAConsumerLikeAnyOtherAndPublishesLikeAnyOther() throws Exception {
    try (Rig rig = new Rig(folder);
        RouteHost host = new RouteHost(rig.hub, "org.example.route", getClass().getClassLoader())) {
      AtomicInteger failures = new AtomicInteger(2);
      CountDownLatch entered = new CountDownLatch(1);
      RouteBuilder builder =
          new RouteBuilder() {
            @Override
            public void configure() {
              from("bus:example.doubler?types=test.fact")
                  .routeId("doubler")
                  .process(
                      exchange -> {
                        entered.countDown();
                        if (failures.getAndDecrement() > 0) {
                          throw new IllegalStateException("not now");
                        }
                        String key = exchange.getIn().getHeader("BusKey", String.class);
                        exchange
                            .getIn()
                            .setBody(
                                "{\"type\":\"test.other-fact\",\"key\":\"%s\",\"data\":{\"key\":\"%s\",\"number\":42}}"
                                    .formatted(key, key));
                      })
                  .to("bus:publish");
              from("direct:unnamed").log("never");
            }
          };
      host.add(builder);
      assertThat(host.describe())
          .hasSize(2)
          .anySatisfy(
              line -> assertThat(line).startsWith("org.example.route/doubler").contains("Started"))
          .anySatisfy(line -> assertThat(line).startsWith("org.example.route/route-1"));

      Recorder recorder = new Recorder("after-the-route", false, 1);
      rig.register(recorder);
      await().atMost(SOON).until(() -> rig.hub.health().status() == Status.UP);
      rig.bus.publish(new Fact("k", 1));
      assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
      await().atMost(SOON).until(() -> recorder.of("k").contains(42));
      assertThat(recorder.envelopes)
          .anySatisfy(
              e -> {
                assertThat(e.type()).isEqualTo("test.other-fact");
                assertThat(e.source()).isEqualTo("org.example.route");
              });
      assertThat(failures.get()).as("tried until it worked").isEqualTo(-1);

      host.remove(builder);
      assertThat(host.empty()).isTrue();
      assertThat(host.describe()).isEqualTo(List.of());
      rig.bus.publish(new Fact("k", 2));
      host.add(new Later(recorder));
      await().atMost(SOON).until(() -> recorder.of("later").equals(List.of(1)));
    }
  }

  /** The same consumer in a newer version of the bundle: gets what was published meanwhile. */
  private static final class Later extends RouteBuilder {
    private final Recorder recorder;

    Later(Recorder recorder) {
      this.recorder = recorder;
    }

    @Override
    public void configure() {
      from("bus:example.doubler?types=test.fact/1")
          .routeId("doubler")
          .process(
              exchange ->
                  recorder.seen.merge("later", List.of(1), (a, b) -> List.of(a.size() + 1)));
    }
  }
}
