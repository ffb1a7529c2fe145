// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.execution.HealthCheckExecutionOptions;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.HealthProbe.Health.Status;
import org.shuniu.core.ops.HealthReport.Check;

/**
 * Asks every part of the hub how it is. The health-check executor runs the checks side by side,
 * bounds each in time and remembers answers for a moment, so frequent questions cost little.
 */
@Component(service = HubHealth.class)
public final class HubHealth {
  /** Tag of the checks that make up the hub's health. */
  static final String TAG = "hub";

  private static final int TIMEOUT_MS = 2_000;

  @Reference HealthCheckExecutor executor;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Connectors connectors;

  /** The hub's health now; returns within a few seconds whatever happens. */
  public HealthReport report() {
    List<Check> checks = new ArrayList<>();
    var options = new HealthCheckExecutionOptions().setOverrideGlobalTimeout(TIMEOUT_MS);
    for (HealthCheckExecutionResult result :
        executor.execute(HealthCheckSelector.tags(TAG), options)) {
      checks.add(check(result.getHealthCheckMetadata().getName(), result.getHealthCheckResult()));
    }
    if (checks.stream().noneMatch(check -> check.name().equals(StartCheck.NAME))) {
      checks.add(new Check(StartCheck.NAME, Status.DOWN, "the checks are not there yet"));
    }
    Connectors known = connectors;
    if (known != null) {
      known.list().forEach(connector -> checks.add(check(connector)));
    }
    checks.sort(Comparator.comparing(Check::name));
    return HealthReport.of(checks);
  }

  /** A lost link leaves a hub that runs: never worse than DEGRADED. */
  static Check check(Connectors.Status connector) {
    String name = connector.seam() + "/" + connector.instance();
    return switch (connector.link().status()) {
      case ONLINE, STOPPED -> new Check(name, Status.UP, connector.link().reason());
      case STARTING, DEGRADED, OFFLINE ->
          new Check(
              name,
              Status.DEGRADED,
              (connector.link().status().name().toLowerCase(Locale.ROOT)
                      + " "
                      + connector.link().reason())
                  .strip());
    };
  }

  static Check check(String name, Result result) {
    StringJoiner message = new StringJoiner("; ");
    for (ResultLog.Entry entry : result) {
      if (!entry.getMessage().isEmpty()) {
        message.add(entry.getMessage());
      }
    }
    Status status =
        switch (result.getStatus()) {
          case OK -> Status.UP;
          case WARN -> Status.DEGRADED;
          case TEMPORARILY_UNAVAILABLE, CRITICAL, HEALTH_CHECK_ERROR -> Status.DOWN;
        };
    return new Check(name, status, message.toString());
  }
}
