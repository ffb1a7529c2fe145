// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxEvent;

class PopulationTest {
  @TempDir Path directory;
  private final ManualTimers timers = new ManualTimers();

  private static Habits habits(
      double callsPerSecond, int maxCalls, int human, int info, int silent) {
    return new Habits(
        callsPerSecond,
        maxCalls,
        List.of("12333"),
        "1380000",
        human,
        info,
        silent,
        "0",
        "1",
        Duration.ofSeconds(2),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30));
  }

  private Hotline live(Habits habits, int agents, Duration time) {
    SimSwitch pbx = new SimSwitch(timers, new Recorder(directory, 60));
    List<String> devices =
        IntStream.range(0, agents).mapToObj(i -> Integer.toString(1101 + i)).toList();
    devices.forEach(
        device ->
            pbx.add(new SimPhone(device, SimPhone.Manner.ANSWERS, () -> Duration.ofSeconds(1))));
    Hotline hotline = new Hotline(pbx, devices, true);
    pbx.attach(Hotline.PBX, hotline);
    Population citizens = new Population(pbx, timers, habits, 7);
    citizens.start();
    timers.pass(time);
    citizens.stop();
    timers.pass(Duration.ofMinutes(10));
    assertThat(pbx.calls()).as("everybody has hung up in the end").isZero();
    return hotline;
  }

  private static List<String> story(Hotline hotline) {
    return hotline.events.stream()
        .map(event -> event.time() + " " + event.getClass().getSimpleName())
        .toList();
  }

  @Test
  void citizensCallAtTheRateWithWishesInTheConfiguredShares() {
    Hotline hotline = live(habits(1, 10_000, 70, 20, 5), 200, Duration.ofHours(1));
    assertThat(hotline.count(PbxEvent.CallOffered.class)).isCloseTo(3600, within(180));
    List<PbxEvent.DigitsCollected> collected =
        hotline.events.stream()
            .filter(PbxEvent.DigitsCollected.class::isInstance)
            .map(PbxEvent.DigitsCollected.class::cast)
            .toList();
    assertThat(collected.stream().filter(c -> c.digits().equals("0")).count() / 36.0)
        .isCloseTo(70, within(5.0));
    assertThat(collected.stream().filter(c -> c.digits().equals("1")).count() / 36.0)
        .isCloseTo(20, within(4.0));
    assertThat(hotline.count(PbxEvent.LegsConnected.class)).isGreaterThan(2300);
    assertThat(hotline.count(PbxEvent.RecordingStopped.class))
        .isEqualTo(hotline.count(PbxEvent.RecordingStarted.class));
  }

  @Test
  void theSameSeedTellsTheSameStory() {
    List<String> first = story(live(habits(0.1, 100, 70, 20, 5), 4, Duration.ofMinutes(20)));
    ManualTimers again = new ManualTimers();
    PopulationTest other = new PopulationTest();
    other.directory = directory;
    assertThat(again.now()).isEqualTo(other.timers.now());
    assertThat(story(other.live(habits(0.1, 100, 70, 20, 5), 4, Duration.ofMinutes(20))))
        .isEqualTo(first)
        .hasSizeGreaterThan(500);
  }

  @Test
  void whoWaitsInVainLosesPatience() {
    Hotline hotline = live(habits(0.05, 100, 100, 0, 0), 0, Duration.ofMinutes(10));
    List<PbxEvent.LegEnded> ended =
        hotline.events.stream()
            .filter(PbxEvent.LegEnded.class::isInstance)
            .map(PbxEvent.LegEnded.class::cast)
            .toList();
    assertThat(ended)
        .isNotEmpty()
        .allSatisfy(
            end -> {
              assertThat(end.by()).isEqualTo(EndedBy.PARTY);
              assertThat(end.cause()).isEqualTo(EndCause.NORMAL);
            });
  }

  @Test
  void noMoreCallAtATimeThanThereAreLines() {
    SimSwitch pbx = new SimSwitch(timers, new Recorder(directory, 60));
    Hotline hotline = new Hotline(pbx, List.of(), true);
    pbx.attach(Hotline.PBX, hotline);
    new Population(pbx, timers, habits(100, 25, 100, 0, 0), 7).start();
    timers.pass(Duration.ofSeconds(20));
    assertThat(pbx.calls()).isEqualTo(25);
    assertThat(hotline.count(PbxEvent.CallOffered.class)).isEqualTo(25);
  }

  @Test
  void eachLegEndsExactlyOnceAndEachRequestToo() {
    Hotline hotline = live(habits(2, 1000, 60, 20, 10), 5, Duration.ofMinutes(20));
    assertThat(
            hotline.events.stream()
                .filter(PbxEvent.LegEnded.class::isInstance)
                .map(event -> ((PbxEvent.LegEnded) event).leg()))
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(hotline.count(PbxEvent.CallOffered.class));
    assertThat(hotline.count(PbxEvent.DigitsCollected.class))
        .isEqualTo(hotline.count(PbxEvent.CallOffered.class));
  }
}
