// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.testkit.TestClock;
import org.shuniu.core.ops.HubMetrics;

class ReadingsTest {
  private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

  @TempDir Path home;

  @Test
  void theMachineIsReadWithoutHelp() {
    List<Reading> readings = new Machine(home, home.resolve("data")).read();

    assertThat(readings)
        .extracting(Reading::metric)
        .contains("hub_jvm_heap_percent", "hub_jvm_threads", "hub_disk_free_bytes");
    assertThat(readings)
        .filteredOn(r -> r.name().equals("disk.free.percent"))
        .extracting(Reading::of)
        .containsExactly("home", "database", "recordings");
    assertThat(readings)
        .filteredOn(r -> r.unit().equals("percent"))
        .allSatisfy(r -> assertThat(r.value()).isBetween(0.0, 100.0));
  }

  @Test
  void everyReadingIsAGaugeOfMetricsUntilItIsGone() {
    HubMetrics metrics = new HubMetrics();
    metrics.show(
        List.of(
            new Reading("disk.free.percent", "home", 42, "percent", ""),
            Reading.of("broker.depth", 7, "count")));

    assertThat(metrics.samples())
        .filteredOn(s -> s.metric().startsWith("hub_"))
        .extracting(s -> s.metric() + "{" + s.series() + "} " + s.value())
        .containsExactlyInAnyOrder("hub_disk_free_percent{of=home} 42.0", "hub_broker_depth{} 7.0");

    metrics.show(List.of(new Reading("disk.free.percent", "home", 41, "percent", "")));
    assertThat(metrics.samples())
        .filteredOn(s -> s.metric().startsWith("hub_"))
        .extracting(Sample::value)
        .containsExactly(41.0);
  }

  @Test
  void listeningPortsOfThisProcessAreSeen() throws Exception {
    Path self = Path.of("/proc/self");
    Assumptions.assumeTrue(Files.isDirectory(self.resolve("fd")));
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(new Ports(self).listening()).contains(server.getLocalPort());
    }
    assertThat(new Ports(home).listening()).isEmpty();
  }

  @Test
  void theAgeOfABackupCountsFromTheNewestOrFromTheHome() throws Exception {
    TestClock clock = new TestClock(NOW);
    assertThat(HubParts.backup(home, clock)).isEmpty();
    made("secrets/shell-key", 100);
    Files.setLastModifiedTime(home.resolve("secrets"), at(100));
    assertThat(HubParts.backup(home, clock)).get().extracting(Reading::value).isEqualTo(100.0);
    made("backup/old.zip", 50);
    made("backup/new.zip", 3);
    made("backup/other.txt", 1);
    assertThat(HubParts.backup(home, clock))
        .get()
        .satisfies(
            reading -> {
              assertThat(reading.value()).isEqualTo(3.0);
              assertThat(reading.note()).isEqualTo("new.zip");
            });
  }

  @Test
  void aLinkThatIsStoppedOnPurposeIsNotDown() {
    assertThat(
            HubParts.links(
                List.of(
                    link(LinkState.Status.ONLINE),
                    link(LinkState.Status.STOPPED),
                    link(LinkState.Status.OFFLINE),
                    link(LinkState.Status.DEGRADED))))
        .extracting(Reading::value)
        .containsExactly(0.0, 0.0, 1.0, 1.0);
  }

  @Test
  void thresholdsTellHowBadAValueIs() {
    Threshold disk = Threshold.parse("hub_disk_free_percent|below|15|5|30");
    assertThat(disk.level(15)).isEqualTo(Level.OK);
    assertThat(disk.level(14.9)).isEqualTo(Level.WARN);
    assertThat(disk.level(4)).isEqualTo(Level.CRITICAL);
    assertThat(Threshold.parse("x|above||0|30").level(1)).isEqualTo(Level.CRITICAL);
    assertThat(Threshold.parse("x|above|3||30").level(100)).isEqualTo(Level.WARN);
    for (String bad : new String[] {"", "x|over|1|2|3", "x|above|one|2|3", "x|above|1|2"}) {
      assertThatThrownBy(() -> Threshold.parse(bad)).isInstanceOf(HubException.class);
    }
  }

  @Test
  void theHistoryIsBoundedAndThinnedOut() {
    History history = new History(100);
    for (int i = 1; i <= 150; i++) {
      history.add(List.of(Reading.of("a", i, "count")));
    }
    assertThat(history.line("a|", 100)).hasSize(100).startsWith(51.0).endsWith(150.0);
    assertThat(history.line("a|", 10)).hasSize(10).startsWith(55.5);
    history.add(List.of());
    assertThat(history.line("a|", 10)).isEmpty();
  }

  private void made(String name, int hoursAgo) throws Exception {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
    Files.setLastModifiedTime(file, at(hoursAgo));
  }

  private static FileTime at(int hoursAgo) {
    return FileTime.from(NOW.minusSeconds(3600L * hoursAgo));
  }

  private static Connectors.Status link(LinkState.Status status) {
    return new Connectors.Status(
        "b", "1", "pbx", status.name(), new LinkState(status, "", NOW), Set.of());
  }
}
