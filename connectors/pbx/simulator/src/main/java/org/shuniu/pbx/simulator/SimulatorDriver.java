// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.pbx.PbxCapability;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.pbx.spi.PbxContext;
import org.shuniu.api.pbx.spi.PbxDriver;

/**
 * The driver of a switch that it brings along. Orders are carried out on the thread that gives
 * them: nothing in the switch waits.
 */
@Component(
    service = PbxDriver.class,
    configurationPid = "org.shuniu.pbx.simulator",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SimulatorConfig.class, factory = true)
public final class SimulatorDriver implements PbxDriver {
  /** Makes the world in which the driver works, when it is started. */
  interface World {
    SimSwitch enter(PbxContext context);

    /** The driver is stopped. */
    default void leave() {}
  }

  private final World world;
  private volatile @Nullable SimSwitch pbx;

  @Activate
  public SimulatorDriver(SimulatorConfig config) {
    this(new Town(config));
  }

  SimulatorDriver(World world) {
    this.world = world;
  }

  @Override
  public void start(PbxContext context) {
    SimSwitch found = world.enter(context);
    pbx = found;
    found.attach(context.instance(), new Reporter(context));
  }

  /** Hands to the host what the switch tells. */
  private record Reporter(PbxContext context) implements Line.Listener {
    @Override
    public void event(PbxEvent event) {
      context.emit(event);
    }

    @Override
    public void link(boolean up) {
      LinkState.Status status = up ? LinkState.Status.ONLINE : LinkState.Status.OFFLINE;
      String reason = up ? "" : "pbx.link.cut";
      context.link(new LinkState(status, reason, context.clock().instant()));
    }
  }

  @Override
  public void stop() {
    SimSwitch present = pbx;
    if (present != null) {
      pbx = null;
      present.detach();
      world.leave();
    }
  }

  @Override
  public Set<PbxCapability> capabilities() {
    return EnumSet.allOf(PbxCapability.class);
  }

  @Override
  public CompletionStage<Void> execute(PbxCommand command) {
    try {
      present().execute(command);
      return CompletableFuture.completedFuture(null);
    } catch (HubException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public CompletionStage<PbxSnapshot> snapshot() {
    try {
      return CompletableFuture.completedFuture(present().ask());
    } catch (HubException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private SimSwitch present() {
    SimSwitch present = pbx;
    if (present == null) {
      throw offline();
    }
    return present;
  }

  private static HubException offline() {
    return HubException.external("pbx.link.offline", Map.of());
  }
}
