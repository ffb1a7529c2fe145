// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Tells when the hub has started: its features are installed, its bundles active, its components
 * satisfied, the required parts tell about themselves. Until then the hub is down; once it has
 * started, a bundle or component that is missing degrades it, because the rest goes on.
 */
@Component(
    service = HealthCheck.class,
    // It remembers that the hub has started: not to be thrown away between two questions.
    immediate = true,
    configurationPid = "org.shuniu.core.ops",
    property = {HealthCheck.NAME + "=" + StartCheck.NAME, HealthCheck.TAGS + "=" + HubHealth.TAG})
@Designate(ocd = OpsConfig.class)
public final class StartCheck implements HealthCheck {
  /** Name of this check. */
  static final String NAME = "start";

  private static final String OURS = "org.shuniu.";

  /** Karaf registers it when all boot features are there. */
  private static final String BOOT_FINISHED = "org.apache.karaf.features.BootFinished";

  private final BundleContext bundle;
  private final ServiceComponentRuntime components;
  private final ProbeChecks probes;
  private final OpsConfig config;
  private volatile long bootedAt;
  private volatile boolean started;

  @Activate
  public StartCheck(
      BundleContext bundle,
      @Reference ServiceComponentRuntime components,
      @Reference ProbeChecks probes,
      OpsConfig config) {
    this.bundle = bundle;
    this.components = components;
    this.probes = probes;
    this.config = config;
  }

  @Override
  public Result execute() {
    if (bundle.getServiceReference(BOOT_FINISHED) == null) {
      return new Result(Result.Status.TEMPORARILY_UNAVAILABLE, "features are being installed");
    }
    if (bootedAt == 0) {
      bootedAt = System.nanoTime();
    }
    Set<String> missing = new TreeSet<>(Arrays.asList(config.requiredProbes()));
    missing.removeAll(probes.names());
    if (!missing.isEmpty()) {
      return new Result(Result.Status.TEMPORARILY_UNAVAILABLE, "waiting for " + missing);
    }
    List<String> waiting = waiting();
    if (waiting.isEmpty()) {
      started = true;
      return new Result(Result.Status.OK, "");
    }
    boolean patient = !started && sinceBoot().toMillis() < config.startGraceMs();
    return new Result(
        patient ? Result.Status.TEMPORARILY_UNAVAILABLE : Result.Status.WARN,
        String.join("; ", waiting));
  }

  private Duration sinceBoot() {
    return Duration.ofNanos(System.nanoTime() - bootedAt);
  }

  /** What of ours does not run, one line for each. */
  private List<String> waiting() {
    List<String> waiting = new ArrayList<>();
    Bundle[] ours =
        Arrays.stream(bundle.getBundles())
            .filter(b -> b.getSymbolicName() != null && b.getSymbolicName().startsWith(OURS))
            .filter(b -> b.getHeaders().get(Constants.FRAGMENT_HOST) == null)
            .filter(b -> !parked(b))
            .toArray(Bundle[]::new);
    for (Bundle b : ours) {
      if (b.getState() != Bundle.ACTIVE) {
        waiting.add("bundle " + b.getSymbolicName() + " is not active");
      }
    }
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(ours)) {
      reason(component).ifPresent(waiting::add);
    }
    return waiting;
  }

  /** Whether it shall not run: the framework never gets to its start level. */
  private boolean parked(Bundle b) {
    return b.adapt(BundleStartLevel.class).getStartLevel()
        > Integer.parseInt(bundle.getProperty(Constants.FRAMEWORK_BEGINNING_STARTLEVEL));
  }

  /**
   * Why a component does not run; one that waits for a configuration by design counts as fine, and
   * so does one that somebody makes by a factory when it is needed.
   */
  private Optional<String> reason(ComponentDescriptionDTO component) {
    if (!components.isComponentEnabled(component) || component.factory != null) {
      return Optional.empty();
    }
    var configurations = components.getComponentConfigurationDTOs(component);
    if (configurations.isEmpty()) {
      return "require".equals(component.configurationPolicy)
          ? Optional.empty()
          : Optional.of("component " + component.name + " has no configuration");
    }
    return configurations.stream()
        .filter(c -> !runs(c, component))
        .findFirst()
        .map(c -> "component " + component.name + " waits for " + unsatisfied(c));
  }

  private static boolean runs(ComponentConfigurationDTO c, ComponentDescriptionDTO component) {
    return c.state == ComponentConfigurationDTO.ACTIVE
        || c.state == ComponentConfigurationDTO.SATISFIED
        || (c.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION
            && "require".equals(component.configurationPolicy));
  }

  private static String unsatisfied(ComponentConfigurationDTO c) {
    if (c.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
      return "a successful activation (see the log)";
    }
    return String.join(
        ", ",
        Arrays.stream(c.unsatisfiedReferences).map(r -> r.name).sorted().toArray(String[]::new));
  }
}
