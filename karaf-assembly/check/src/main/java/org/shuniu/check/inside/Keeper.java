// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.inside;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.dto.ServiceReferenceDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.shuniu.api.hub.Connectors;

/** Takes bundles through their life, as an administrator would, and tells how they are. */
final class Keeper {
  private final BundleContext context;
  private final ServiceComponentRuntime components;
  private final Connectors connectors;
  private final Witness witness;

  Keeper(
      BundleContext context,
      ServiceComponentRuntime components,
      Connectors connectors,
      Witness witness) {
    this.context = context;
    this.components = components;
    this.connectors = connectors;
    this.witness = witness;
  }

  Map<String, Guest.Deed> deeds() {
    Map<String, Guest.Deed> deeds = new HashMap<>();
    deeds.put("install", this::install);
    deeds.put("start", given -> done(bundle(given)::start, given));
    deeds.put("stop", given -> done(bundle(given)::stop, given));
    deeds.put("uninstall", given -> done(bundle(given)::uninstall, given));
    deeds.put("update", this::update);
    deeds.put("look", this::look);
    deeds.put("connectors", given -> connectors.list());
    deeds.put("forget", given -> witness.forget());
    deeds.put("touched", given -> witness.touched(given.path("name").asText()));
    deeds.put(
        "census",
        given -> witness.census(given.path("bundle").asLong(), given.path("name").asText()));
    deeds.put(
        "dump", given -> witness.dump(given.path("bundle").asLong(), given.path("file").asText()));
    return deeds;
  }

  /** A step of a bundle's life. */
  private interface Step {
    void run() throws Exception;
  }

  private Object done(Step step, JsonNode given) throws Exception {
    step.run();
    witness.noteLoader(given.path("bundle").asLong());
    return true;
  }

  private Bundle bundle(JsonNode given) {
    Bundle bundle = context.getBundle(given.path("bundle").asLong());
    if (bundle == null) {
      throw new IllegalStateException("there is no bundle " + given.path("bundle"));
    }
    return bundle;
  }

  private Object install(JsonNode given) throws Exception {
    Path file = Path.of(given.path("file").asText());
    try (InputStream content = Files.newInputStream(file)) {
      return context.installBundle("check:" + file.getFileName(), content).getBundleId();
    }
  }

  private Object update(JsonNode given) throws Exception {
    try (InputStream content = Files.newInputStream(Path.of(given.path("file").asText()))) {
      bundle(given).update(content);
    }
    witness.noteLoader(given.path("bundle").asLong());
    return true;
  }

  /** State, components that fail or wait, and instances of a bundle. */
  private Object look(JsonNode given) {
    Bundle bundle = context.getBundle(given.path("bundle").asLong());
    if (bundle == null) {
      return Map.of("state", "UNINSTALLED", "components", List.of(), "instances", List.of());
    }
    List<Connectors.Status> instances =
        connectors.list().stream()
            .filter(status -> status.bundle().equals(bundle.getSymbolicName()))
            .toList();
    return Map.of(
        "state", stateOf(bundle), "components", componentsOf(bundle), "instances", instances);
  }

  private static String stateOf(Bundle bundle) {
    return switch (bundle.getState()) {
      case Bundle.ACTIVE -> "ACTIVE";
      case Bundle.INSTALLED -> "INSTALLED";
      case Bundle.RESOLVED -> "RESOLVED";
      case Bundle.STARTING -> "STARTING";
      case Bundle.STOPPING -> "STOPPING";
      default -> "UNINSTALLED";
    };
  }

  private List<Map<String, Object>> componentsOf(Bundle bundle) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs(bundle)) {
      for (ComponentConfigurationDTO configuration :
          components.getComponentConfigurationDTOs(description)) {
        all.add(
            Map.of(
                "name",
                description.name,
                "state",
                state(configuration.state),
                "failure",
                configuration.failure == null ? "" : firstLines(configuration.failure),
                "lacks",
                Stream.of(configuration.unsatisfiedReferences).map(Keeper::target).toList()));
      }
    }
    return all;
  }

  private static String target(UnsatisfiedReferenceDTO reference) {
    ServiceReferenceDTO[] there = reference.targetServices;
    return reference.name + (there == null || there.length == 0 ? "" : " (does not fit)");
  }

  private static String state(int state) {
    return switch (state) {
      case ComponentConfigurationDTO.ACTIVE -> "ACTIVE";
      case ComponentConfigurationDTO.SATISFIED -> "SATISFIED";
      case ComponentConfigurationDTO.FAILED_ACTIVATION -> "FAILED";
      default -> "UNSATISFIED";
    };
  }

  /** What was thrown and by what, without the rest of the trace. */
  private static String firstLines(String failure) {
    return failure
        .lines()
        .filter(line -> !line.startsWith("\t"))
        .limit(3)
        .reduce((a, b) -> a + " " + b)
        .orElse("");
  }
}
