// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.LinkState;

class HubMetricsTest {
  private final HubMetrics metrics = new HubMetrics();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void showsCountersByTag() {
    metrics.count("bus.handled", "type", "CallAnswered");
    metrics.count("bus.handled", "type", "CallAnswered");

    assertThat(scrape()).contains("bus_handled_total{type=\"CallAnswered\"} 2.0");
  }

  @Test
  void showsTimersAsHistogram() {
    metrics.time("acd.assign", Duration.ofMillis(7));

    assertThat(scrape())
        .contains("acd_assign_seconds_bucket{le=\"0.005\"} 0")
        .contains("acd_assign_seconds_bucket{le=\"0.01\"} 1")
        .contains("acd_assign_seconds_count 1");
  }

  @Test
  void theNewVersionOfABundleTakesItsGaugeOver() {
    var old = metrics.gauge("queue.waiting", () -> 1, "skill", "general");
    var current = metrics.gauge("queue.waiting", () -> 2, "skill", "general");
    old.close();
    assertThat(scrape()).contains("queue_waiting{skill=\"general\"} 2.0");

    current.close();
    assertThat(scrape()).doesNotContain("queue_waiting");
  }

  @Test
  void idsInTagsCostSeriesAndNotTheHub() {
    for (int i = 0; i < 12_000; i++) {
      metrics.count("careless", "id", "number-" + i);
    }

    assertThat(scrape().lines().filter(line -> line.startsWith("careless_total")).count())
        .isBetween(9_000L, 10_000L);
  }

  @Test
  void tellsWhichLinksWork() {
    var link =
        new Connectors.Status(
            "org.shuniu.pbx.asterisk",
            "0.1.0",
            "pbx",
            "main",
            new LinkState(LinkState.Status.ONLINE, "", Instant.EPOCH),
            Set.of());

    assertThat(metrics.scrape(List.of(link)))
        .contains("shuniu_connector_online{instance=\"main\",seam=\"pbx\"} 1.0");
    assertThat(scrape()).doesNotContain("shuniu_connector_online{");
  }

  private String scrape() {
    return metrics.scrape(List.of());
  }
}
