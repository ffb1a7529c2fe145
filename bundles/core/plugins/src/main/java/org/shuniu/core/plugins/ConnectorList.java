// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.HealthProbe;
import org.shuniu.api.hub.LinkState;
import org.shuniu.core.plugins.life.Vital;
import org.shuniu.core.plugins.life.Vitals;

/** All connectors of all seams, and whether they are well. */
@Component(service = {Connectors.class, HealthProbe.class, Vitals.class})
public final class ConnectorList implements Connectors, HealthProbe, Vitals {
  private static final Comparator<Status> ORDER =
      Comparator.comparing(Status::seam).thenComparing(Status::instance);

  private final List<SeamHost> hosts = new CopyOnWriteArrayList<>();

  @Activate
  public ConnectorList() {}

  @Reference(
      service = SeamHost.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "remove")
  void add(SeamHost host) {
    hosts.add(host);
  }

  void remove(SeamHost host) {
    hosts.remove(host);
  }

  @Override
  public List<Status> list() {
    return hosts.stream().flatMap(host -> host.instances().stream()).sorted(ORDER).toList();
  }

  @Override
  public List<Connectors.Traffic> traffic() {
    return hosts.stream()
        .flatMap(host -> host.traffic().stream())
        .sorted(
            Comparator.comparing(Connectors.Traffic::seam)
                .thenComparing(Connectors.Traffic::instance))
        .toList();
  }

  @Override
  public List<Vital> vitals() {
    return hosts.stream().flatMap(host -> host.vitals().stream()).toList();
  }

  @Override
  public String name() {
    return "connectors";
  }

  /** DEGRADED when a link is not ONLINE: the hub works, somebody is not reached. */
  @Override
  public Health check() {
    String ill =
        list().stream()
            .filter(status -> status.link().status() != LinkState.Status.ONLINE)
            .map(ConnectorList::describe)
            .collect(Collectors.joining(", "));
    return ill.isEmpty() ? Health.up() : Health.degraded(ill);
  }

  private static String describe(Status status) {
    return "%s/%s %s %s"
        .formatted(status.seam(), status.instance(), status.link().status(), status.link().reason())
        .strip();
  }
}
