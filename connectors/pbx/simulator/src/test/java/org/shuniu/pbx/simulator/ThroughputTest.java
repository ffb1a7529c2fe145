// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.pbx.PbxEvent;

/** The simulator is no bottleneck: more calls than the nation's 12345 makes, on one thread. */
@Tag("bench")
@Timeout(60)
class ThroughputTest {
  /** Calls a second of the whole nation's 12345. */
  private static final int AIM = 437;

  private static final int RATE = 500;
  private static final int CALLS = 4000;
  private static final Duration TIME = Duration.ofSeconds(CALLS / RATE);

  @TempDir Path directory;

  @Test
  void carriesMoreCallsThanTheNationMakes() {
    ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    scheduler.setRemoveOnCancelPolicy(true);
    Timers timers = Timers.of(scheduler, Clock.systemUTC());
    SimSwitch pbx = new SimSwitch(timers, new Recorder(directory, 60));
    List<String> devices =
        IntStream.range(0, 2000).mapToObj(i -> Integer.toString(10_000 + i)).toList();
    devices.forEach(
        device ->
            pbx.add(new SimPhone(device, SimPhone.Manner.ANSWERS, () -> Duration.ofMillis(200))));
    Hotline hotline = new Hotline(pbx, devices, false);
    pbx.attach(Hotline.PBX, hotline);
    Duration moment = Duration.ofMillis(200);
    Duration second = Duration.ofSeconds(1);
    Habits habits =
        new Habits(
            RATE, 20_000, List.of("12333"), "1380000", 90, 5, 0, "0", "1", moment, TIME, second);
    Population citizens = new Population(pbx, timers, habits, 1);
    long cpu = cpuNanos();
    long begin = System.nanoTime();
    citizens.start();
    await()
        .atMost(TIME.multipliedBy(2))
        .until(() -> hotline.count(PbxEvent.CallOffered.class) >= CALLS);
    double seconds = (System.nanoTime() - begin) / 1e9;
    double used = (cpuNanos() - cpu) / 1e9;
    citizens.stop();
    await().atMost(Duration.ofSeconds(30)).until(() -> pbx.calls() == 0);
    scheduler.shutdownNow();
    System.out.printf(
        Locale.ROOT,
        "BENCH {\"name\":\"calls of the simulator alone\",\"value\":%.0f,\"unit\":\"1/s\",\"n\":%d,"
            + "\"aim\":%d,\"proof\":\"%d events, %.2f of one core\"}%n",
        CALLS / seconds,
        CALLS,
        AIM,
        hotline.counts.values().stream().mapToInt(Integer::intValue).sum(),
        used / seconds);
    int offered = hotline.count(PbxEvent.CallOffered.class);
    assertThat(hotline.count(PbxEvent.LegsConnected.class)).isGreaterThan(offered * 8 / 10);
    assertThat(hotline.count(PbxEvent.LegEnded.class)).isGreaterThan(offered);
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
