// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** What a connector stands on: the packages and bundles of a distribution, and those of the JDK. */
public final class Floor {
  private final Map<String, Path> bundles = new HashMap<>();
  private final Map<String, List<Version>> packages = new HashMap<>();
  private final Set<String> jdk =
      ModuleFinder.ofSystem().findAll().stream()
          .map(ModuleReference::descriptor)
          .map(ModuleDescriptor::exports)
          .flatMap(Collection::stream)
          .filter(exported -> !exported.isQualified())
          .map(ModuleDescriptor.Exports::source)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Reads the manifests of a distribution.
   *
   * @param system its repository
   */
  public static Floor of(Path system) {
    Floor floor = new Floor();
    try (Stream<Path> files = Files.walk(system)) {
      files.filter(file -> file.toString().endsWith(".jar")).forEach(floor::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return floor;
  }

  private void add(Path file) {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      if (manifest == null) {
        return;
      }
      String header = manifest.getMainAttributes().getValue("Bundle-SymbolicName");
      Clause.paths(header).stream().findFirst().ifPresent(name -> bundles.put(name, file));
      for (Clause clause : Clause.parse(manifest.getMainAttributes().getValue("Export-Package"))) {
        Version version = Version.parseVersion(clause.parameter("version").orElse("0"));
        clause
            .paths()
            .forEach(name -> packages.computeIfAbsent(name, n -> new ArrayList<>()).add(version));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(file + " of the distribution cannot be read", e);
    }
  }

  /** The file of a bundle. */
  public Optional<Path> bundle(String name) {
    return Optional.ofNullable(bundles.get(name));
  }

  /** Whether the JDK has it, or the framework itself. */
  boolean isBase(String imported) {
    return jdk.contains(imported)
        || imported.startsWith("java.")
        || imported.startsWith("org.osgi.")
        || imported.equals("org.slf4j")
        || imported.startsWith("org.slf4j.");
  }

  /** Whether some bundle offers it in a version of the range. */
  boolean offers(String imported, Optional<String> range) {
    VersionRange wanted = new VersionRange(range.orElse("0"));
    return packages.getOrDefault(imported, List.of()).stream().anyMatch(wanted::includes);
  }

  /** The versions of a package that bundles offer. */
  List<Version> versions(String imported) {
    return packages.getOrDefault(imported, List.of());
  }
}
