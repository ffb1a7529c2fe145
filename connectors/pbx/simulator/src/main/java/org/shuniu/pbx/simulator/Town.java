// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.pbx.spi.PbxContext;

/** The configured world: a switch, telephones and citizens, on the timers of the host. */
final class Town implements SimulatorDriver.World {
  private final SimulatorConfig config;
  private @Nullable Population population;

  Town(SimulatorConfig config) {
    this.config = config;
  }

  @Override
  public synchronized SimSwitch enter(PbxContext context) {
    Timers timers = Timers.of(context.scheduler(), context.clock());
    Recorder recorder =
        new Recorder(context.dataDirectory().resolve("recordings"), config.recordingSeconds());
    SimSwitch pbx = new SimSwitch(timers, recorder);
    SplittableRandom random = new SplittableRandom(config.seed());
    Duration answer = Duration.ofMillis(config.answerMs());
    Devices.parse(config.autoAnswerDevices())
        .forEach(
            device ->
                pbx.add(
                    new SimPhone(
                        device, SimPhone.Manner.ANSWERS, () -> Habits.about(answer, random))));
    Devices.parse(config.personDevices())
        .forEach(
            device -> pbx.add(new SimPhone(device, SimPhone.Manner.RINGS, () -> Duration.ZERO)));
    Population citizens = new Population(pbx, timers, Habits.of(config), config.seed());
    population = citizens;
    citizens.start();
    return pbx;
  }

  @Override
  public synchronized void leave() {
    if (population != null) {
      population.stop();
    }
  }
}
