// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.pbx.PbxCapability;
import org.shuniu.api.speech.Speech;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Services that make contacts better and without which calls go on all the same. */
@Component(service = Neighbours.class)
public class Neighbours {
  private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Speech speech;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Connectors connectors;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Metrics metrics;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Audit audit;

  /** URI of the text as audio, or nothing after the time-out or a fault; never fails. */
  CompletableFuture<Optional<String>> say(String text, String language, Duration timeout) {
    Speech engine = speech;
    CompletableFuture<Optional<String>> audio = new CompletableFuture<>();
    if (engine == null || text.isEmpty()) {
      audio.complete(Optional.empty());
      return audio;
    }
    try {
      engine
          .say(text, language)
          .whenComplete(
              (uri, fault) -> audio.complete(fault == null ? Optional.of(uri) : Optional.empty()));
    } catch (RuntimeException e) {
      LOG.warn("The speech engine failed: {}", e.toString());
      audio.complete(Optional.empty());
    }
    return audio.completeOnTimeout(Optional.empty(), timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What a switch can do; all of it while nobody knows, for a refusal is told anyway. */
  Set<PbxCapability> capabilities(String pbx) {
    return switches().stream()
        .filter(status -> status.instance().equals(pbx))
        .findFirst()
        .map(Neighbours::capabilities)
        .orElseGet(() -> EnumSet.allOf(PbxCapability.class));
  }

  private static Set<PbxCapability> capabilities(Connectors.Status status) {
    Set<PbxCapability> known = EnumSet.noneOf(PbxCapability.class);
    for (PbxCapability capability : PbxCapability.values()) {
      if (status.capabilities().contains(capability.name())) {
        known.add(capability);
      }
    }
    return known;
  }

  /** The switches that have a driver here. */
  List<Connectors.Status> switches() {
    Connectors all = connectors;
    return all == null
        ? List.of()
        : all.list().stream().filter(status -> status.seam().equals("pbx")).toList();
  }

  void count(String name, List<String> tags) {
    Metrics meters = metrics;
    if (meters != null) {
      meters.count(name, tags.toArray(String[]::new));
    }
  }

  void time(String name, Duration duration) {
    Metrics meters = metrics;
    if (meters != null) {
      meters.time(name, duration);
    }
  }

  Optional<Metrics.Registration> gauge(String name, Supplier<Number> value) {
    return Optional.ofNullable(metrics).map(meters -> meters.gauge(name, value));
  }

  void audit(String operation, String object, Map<String, ?> detail) {
    Audit log = audit;
    if (log != null) {
      log.record(operation, object, detail);
    }
  }
}
