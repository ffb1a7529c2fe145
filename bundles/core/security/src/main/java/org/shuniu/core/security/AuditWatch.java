// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the audit a few times a day and shows the outcome as {@code audit.broken} (0 or 1), so
 * that a changed link raises an alarm without anybody asking (P6).
 */
@Component(service = AuditWatch.class, immediate = true)
public final class AuditWatch {
  private static final Logger LOG = LoggerFactory.getLogger(AuditWatch.class);
  private static final int FIRST_MINUTES = 5;
  private static final int EVERY_MINUTES = 6 * 60;

  private final AuditTrail trail;
  private final Map<Metrics, Metrics.Registration> gauges = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "security-audit-watch");
            thread.setDaemon(true);
            return thread;
          });
  private volatile int broken;

  @Activate
  public AuditWatch(@Reference AuditTrail trail) {
    this.trail = trail;
    timer.scheduleWithFixedDelay(this::look, FIRST_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
  }

  @Deactivate
  void stop() {
    timer.shutdownNow();
    gauges.keySet().forEach(this::unsetMetrics);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setMetrics(Metrics metrics) {
    gauges.put(metrics, metrics.gauge("audit.broken", () -> broken));
  }

  void unsetMetrics(Metrics metrics) {
    Metrics.@Nullable Registration gauge = gauges.remove(metrics);
    if (gauge != null) {
      gauge.close();
    }
  }

  /** Reads the whole chain; what cannot be read now changes nothing. */
  void look() {
    try {
      AuditTrail.Verdict verdict = trail.verify();
      broken = verdict.broken().isPresent() ? 1 : 0;
      verdict.broken().ifPresent(at -> LOG.error("The audit is broken at link {}", at));
    } catch (HubException e) {
      LOG.debug("The audit is verified later: {}", e.code());
    }
  }
}
