// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.osgi.framework.ServiceReference;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.LinkState;
import org.shuniu.core.plugins.life.Besides;
import org.shuniu.core.plugins.life.Vital;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connectors of one seam. Each service runs as one member, from its coming to its going; of two
 * services with one name the first is served, the other refused and shown as such.
 *
 * <p>Safe for use by many threads.
 *
 * @param <S> the connector's service
 * @param <M> how it runs
 */
final class Roster<S, M extends Instance> {
  private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

  private final String seam;
  private final BiFunction<ConnectorId, S, M> maker;
  private final Map<S, M> members = new LinkedHashMap<>();
  private final Set<M> leaving = new HashSet<>();
  private final Map<S, ConnectorId> refused = new LinkedHashMap<>();

  /** Of those that went, by name: an update does not begin to count anew. */
  private final Map<String, Passages> before = new HashMap<>();

  /** Services of a version that is not the one for their instance. */
  private final Map<S, ConnectorId> others = new LinkedHashMap<>();

  Roster(String seam, BiFunction<ConnectorId, S, M> maker) {
    this.seam = seam;
    this.maker = maker;
  }

  /**
   * A service came; its instance is named by its property {@code name}. Where two versions of a
   * plugin run beside each other, both make a service of each configuration: one that names its
   * {@code version} is served by that, every other by the version that is not beside.
   */
  void add(S service, ServiceReference<S> reference) {
    Object version = reference.getProperty("version");
    ConnectorId id = ConnectorId.of(seam, reference);
    boolean meant =
        version == null ? !Besides.runs(reference.getBundle()) : version.equals(id.version());
    if (meant) {
      add(service, id);
    } else {
      synchronized (this) {
        others.put(service, id);
      }
    }
  }

  void add(S service, ConnectorId id) {
    M member;
    synchronized (this) {
      if (members.values().stream().anyMatch(m -> m.name().equals(id.instance()))) {
        LOG.error("{} from {} is not started: the name is taken", id, id.bundle());
        refused.put(service, id);
        return;
      }
      member = maker.apply(id, service);
      Passages known = before.remove(id.instance());
      if (known != null) {
        member.traffic().goOnFrom(known);
      }
      members.put(service, member);
    }
    member.start();
  }

  /** A service goes. It is not found any more, and its name is taken until it has stopped. */
  void remove(S service) {
    M member;
    synchronized (this) {
      refused.remove(service);
      others.remove(service);
      member = members.get(service);
      if (member == null) {
        return;
      }
      leaving.add(member);
    }
    try {
      member.stop();
    } finally {
      synchronized (this) {
        members.remove(service);
        before.put(member.name(), member.traffic());
        leaving.remove(member);
      }
    }
  }

  /** The member of this name. */
  synchronized Optional<M> find(String instance) {
    return all().stream().filter(m -> m.name().equals(instance)).findFirst();
  }

  /** All members but those that stop, in the order of their coming. */
  synchronized List<M> all() {
    return members.values().stream().filter(member -> !leaving.contains(member)).toList();
  }

  /** What has passed between the hub and each member. */
  synchronized List<Connectors.Traffic> traffic() {
    return members.values().stream()
        .flatMap(each -> each.traffic().of(each.id()).stream())
        .toList();
  }

  /**
   * All services, refused ones with the state {@code SEAM.instance.duplicate}, and {@code
   * SEAM.instance.version} where an instance names a version that does not run.
   */
  synchronized List<Connectors.Status> statuses() {
    List<Connectors.Status> all = new ArrayList<>();
    members.values().forEach(member -> all.add(member.status()));
    refused.values().forEach(id -> all.add(id.status(duplicate(), Set.of())));
    others.values().stream()
        .filter(id -> members.values().stream().noneMatch(m -> m.name().equals(id.instance())))
        .forEach(id -> all.add(id.status(otherVersion(), Set.of())));
    return all;
  }

  /** As {@link #statuses}. */
  synchronized List<Vital> vitals() {
    List<Vital> all = new ArrayList<>();
    members.values().forEach(member -> all.add(member.vital()));
    refused.values().forEach(id -> all.add(id.vital(duplicate(), 0, 0)));
    return all;
  }

  /** Nobody serves the instance: the version that it names does not run. */
  private LinkState otherVersion() {
    return LinkState.offline(seam + ".instance.version");
  }

  private LinkState duplicate() {
    return LinkState.offline(seam + ".instance.duplicate");
  }
}
