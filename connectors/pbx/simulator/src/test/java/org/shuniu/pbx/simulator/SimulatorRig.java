// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.shuniu.api.pbx.spi.PbxContext;
import org.shuniu.api.pbx.spi.PbxDriver;
import org.shuniu.api.testkit.pbx.PbxRig;

/** The simulated switch, in real time, with people whom the contract plays. */
final class SimulatorRig implements PbxRig, AutoCloseable {
  private static final String UNREGISTERED = "1009";
  private static final Duration BETWEEN_KEYS = Duration.ofMillis(80);

  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
  private final Timers timers = Timers.of(scheduler, Clock.systemUTC());
  private final SimSwitch pbx;

  SimulatorRig(Path directory) {
    pbx = new SimSwitch(timers, new Recorder(directory, 60));
    for (String device : new String[] {"1001", "1002", "1003", UNREGISTERED}) {
      pbx.add(new SimPhone(device, SimPhone.Manner.ANSWERS, () -> Duration.ofMillis(100)));
    }
    reset();
  }

  @Override
  public PbxDriver newDriver() {
    return new SimulatorDriver(
        new SimulatorDriver.World() {
          @Override
          public SimSwitch enter(PbxContext context) {
            return pbx;
          }
        });
  }

  @Override
  public Caller dial(String from, String to, Map<String, String> headers) {
    SimLeg leg = pbx.dial(from, to, headers, Person.PASSIVE);
    return new Outside(leg);
  }

  @Override
  public Phone phone(int index) {
    return new Inside(Integer.toString(1001 + index));
  }

  @Override
  public String unregisteredDevice() {
    return UNREGISTERED;
  }

  @Override
  public void cutLink() {
    pbx.cutLine();
  }

  @Override
  public void restoreLink() {
    pbx.restoreLine();
  }

  @Override
  public void reset() {
    pbx.clear();
    for (int i = 0; i < 3; i++) {
      phone(i).manner(Manner.ANSWERS);
      phone(i).registered(true);
    }
    new Inside(UNREGISTERED).registered(false);
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }

  private void press(SimLeg leg, String digits) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    pressNext(leg, digits, done);
    done.join();
  }

  private void pressNext(SimLeg leg, String digits, CompletableFuture<Void> done) {
    if (digits.isEmpty()) {
      done.complete(null);
      return;
    }
    pbx.press(leg, digits.charAt(0));
    timers.after(BETWEEN_KEYS, () -> pressNext(leg, digits.substring(1), done));
  }

  private final class Outside implements Caller {
    private final SimLeg leg;

    Outside(SimLeg leg) {
      this.leg = leg;
    }

    @Override
    public boolean answered() {
      return pbx.look(leg, mine -> mine.answered);
    }

    @Override
    public void press(String digits) {
      SimulatorRig.this.press(leg, digits);
    }

    @Override
    public void hangUp() {
      pbx.leave(leg);
    }

    @Override
    public boolean ended() {
      return pbx.look(leg, mine -> mine.over);
    }

    @Override
    public boolean hears() {
      return pbx.look(leg, SimLeg::hears);
    }
  }

  private final class Inside implements Phone {
    private final String device;

    Inside(String device) {
      this.device = device;
    }

    private SimLeg leg() {
      return pbx.with(device, phone -> phone.leg);
    }

    @Override
    public String device() {
      return device;
    }

    @Override
    public void manner(Manner manner) {
      SimPhone.Manner same =
          manner == Manner.SILENT ? SimPhone.Manner.RINGS : SimPhone.Manner.valueOf(manner.name());
      pbx.with(device, phone -> phone.manner = same);
    }

    @Override
    public boolean ringing() {
      return pbx.with(device, phone -> phone.leg != null && !phone.leg.answered);
    }

    @Override
    public boolean talking() {
      return pbx.with(device, phone -> phone.leg != null && phone.leg.partner != null);
    }

    @Override
    public void registered(boolean registered) {
      pbx.with(device, phone -> phone.registered = registered);
    }

    @Override
    public void press(String digits) {
      SimulatorRig.this.press(leg(), digits);
    }

    @Override
    public void hangUp() {
      pbx.leave(leg());
    }

    @Override
    public boolean ended() {
      return leg() == null;
    }

    @Override
    public boolean hears() {
      return pbx.with(device, phone -> phone.leg != null && phone.leg.hears());
    }
  }
}
