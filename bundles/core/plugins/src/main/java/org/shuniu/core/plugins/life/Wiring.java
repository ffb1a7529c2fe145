// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.felix.utils.resource.ResourceBuilder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.namespace.NativeNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.resource.Capability;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.shuniu.api.base.HubException;

/** What a jar would find and do if it were installed; nothing is. */
final class Wiring {
  private final Bundles bundles;

  Wiring(Bundles bundles) {
    this.bundles = bundles;
  }

  /**
   * What was found out.
   *
   * @param missing what it needs and nobody offers, as a bundle's manifest would name it
   * @param taken packages that it exports although somebody else does
   * @param refreshed bundles that would have to be wired anew because they use what it replaces
   */
  record Findings(List<String> missing, List<String> taken, List<String> refreshed) {}

  /**
   * Looks.
   *
   * @param together all that would be installed with it, itself among them
   */
  Findings look(PluginFile file, List<PluginFile> together) {
    Resource resource = resource(file);
    List<Capability> brought = new ArrayList<>();
    together.forEach(each -> brought.addAll(resource(each).getCapabilities(null)));
    List<String> missing =
        resource.getRequirements(null).stream()
            .filter(Wiring::mandatory)
            .filter(need -> brought.stream().noneMatch(offer -> matches(need, offer)))
            .filter(need -> bundles.wiring().findProviders(need).isEmpty())
            .map(Wiring::told)
            .sorted()
            .toList();
    List<String> taken =
        resource.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
            .map(offer -> String.valueOf(offer.getAttributes().get(offer.getNamespace())))
            .filter(exported -> offeredByOthers(exported, file, resource))
            .sorted()
            .toList();
    return new Findings(missing, taken, refreshed(file.name()));
  }

  private static Resource resource(PluginFile file) {
    try {
      return ResourceBuilder.build(file.sha256(), file.headers());
    } catch (BundleException | IllegalArgumentException e) {
      throw HubException.invalid("plugins.file.corrupt", Map.of("what", "" + e.getMessage()));
    }
  }

  private static boolean mandatory(Requirement need) {
    Map<String, String> directives = need.getDirectives();
    return !Constants.RESOLUTION_OPTIONAL.equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
        && !"dynamic".equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
        && !NativeNamespace.NATIVE_NAMESPACE.equals(need.getNamespace())
        && Namespace.EFFECTIVE_RESOLVE.equals(
            directives.getOrDefault(
                Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE));
  }

  private static boolean matches(Requirement need, Capability offer) {
    if (!need.getNamespace().equals(offer.getNamespace())) {
      return false;
    }
    String filter = need.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE);
    try {
      return filter == null || FrameworkUtil.createFilter(filter).matches(offer.getAttributes());
    } catch (InvalidSyntaxException e) {
      return false;
    }
  }

  private static String told(Requirement need) {
    String filter = need.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
    return need.getNamespace() + " " + filter;
  }

  private boolean offeredByOthers(String exported, PluginFile file, Resource resource) {
    Requirement same = new Wanting(exported, resource);
    return bundles.wiring().findProviders(same).stream()
        .map(BundleCapability::getRevision)
        .map(revision -> revision.getBundle().getSymbolicName())
        .anyMatch(name -> !Objects.equals(name, file.name()));
  }

  private List<String> refreshed(String plugin) {
    Optional<Bundle> replaced = bundles.running(plugin);
    if (replaced.isEmpty()) {
      return List.of();
    }
    Collection<Bundle> closure =
        bundles.wiring().getDependencyClosure(List.of(replaced.orElseThrow()));
    return closure.stream()
        .map(Bundle::getSymbolicName)
        .filter(name -> name != null && !name.equals(plugin))
        .sorted()
        .collect(Collectors.toUnmodifiableList());
  }

  /** The need of one package, whatever its version. */
  private record Wanting(String exported, Resource resource) implements Requirement {
    @Override
    public String getNamespace() {
      return PackageNamespace.PACKAGE_NAMESPACE;
    }

    @Override
    public Map<String, String> getDirectives() {
      return Map.of(
          Namespace.REQUIREMENT_FILTER_DIRECTIVE, "(" + getNamespace() + "=" + exported + ")");
    }

    @Override
    public Map<String, Object> getAttributes() {
      return Map.of();
    }

    @Override
    public Resource getResource() {
      return resource;
    }
  }
}
