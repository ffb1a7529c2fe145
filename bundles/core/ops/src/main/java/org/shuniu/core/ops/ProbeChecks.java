// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops;

import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.shuniu.api.hub.HealthProbe;

/** Offers each {@link HealthProbe} to the health-check executor, as long as it is there. */
@Component(service = ProbeChecks.class)
public final class ProbeChecks {
  private final BundleContext bundle;
  private final Map<HealthProbe, ServiceRegistration<HealthCheck>> checks =
      new ConcurrentHashMap<>();

  @Activate
  public ProbeChecks(BundleContext bundle) {
    this.bundle = bundle;
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "remove")
  void add(HealthProbe probe) {
    var properties = new Hashtable<String, Object>();
    properties.put(HealthCheck.NAME, probe.name());
    properties.put(HealthCheck.TAGS, HubHealth.TAG);
    HealthCheck check = () -> result(probe.check());
    checks.put(probe, bundle.registerService(HealthCheck.class, check, properties));
  }

  void remove(HealthProbe probe) {
    ServiceRegistration<HealthCheck> check = checks.remove(probe);
    if (check != null) {
      check.unregister();
    }
  }

  /** Names of the parts that tell about themselves, in order. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    checks.keySet().forEach(probe -> names.add(probe.name()));
    return names;
  }

  static Result result(HealthProbe.Health health) {
    Result.Status status =
        switch (health.status()) {
          case UP -> Result.Status.OK;
          case DEGRADED -> Result.Status.WARN;
          case DOWN -> Result.Status.CRITICAL;
        };
    return new Result(status, health.message());
  }
}
