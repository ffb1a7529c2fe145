// SPDX-License-Identifier: Apache-2.0
package org.shuniu.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.shuniu.check.file.Clause;
import org.shuniu.check.file.ImportTable;

/**
 * Who may import whom, read from the manifests of all bundles: the architecture is what they say,
 * not what a drawing says.
 */
class ImportTableTest {
  private static final Path ROOT = Path.of(System.getProperty("shuniu.root"));

  /** Modules that are libraries: for tests, and carried by the business connectors. */
  private static final Set<String> NO_BUNDLES = Set.of("testkit", "kit");

  @TestFactory
  Stream<DynamicTest> importsOnlyWhatTheTableAllows() throws IOException {
    return manifests().entrySet().stream()
        .map(
            bundle ->
                DynamicTest.dynamicTest(
                    bundle.getKey(),
                    () ->
                        assertThat(packages(bundle.getValue(), "Import-Package"))
                            .filteredOn(ImportTable::concerns)
                            .allMatch(
                                imported -> ImportTable.mayImport(bundle.getKey(), imported))));
  }

  @TestFactory
  Stream<DynamicTest> onlyApiAndLibrariesExport() throws IOException {
    return manifests().entrySet().stream()
        .filter(bundle -> !ImportTable.mayExport(bundle.getKey()))
        .map(
            bundle ->
                DynamicTest.dynamicTest(
                    bundle.getKey(),
                    () -> assertThat(packages(bundle.getValue(), "Export-Package")).isEmpty()));
  }

  @Test
  void everyModuleOfBundlesAndConnectorsHasAManifest() throws IOException {
    List<String> modules = new ArrayList<>();
    try (Stream<Path> poms = poms()) {
      poms.map(pom -> pom.getParent().getFileName().toString())
          .filter(module -> !NO_BUNDLES.contains(module))
          .forEach(modules::add);
    }
    assertThat(manifests()).hasSameSizeAs(modules);
  }

  /** By symbolic name, of every module that has been built. */
  private static TreeMap<String, Manifest> manifests() throws IOException {
    var manifests = new TreeMap<String, Manifest>();
    try (Stream<Path> poms = poms()) {
      for (Path pom : poms.toList()) {
        Optional<Manifest> manifest = manifest(pom.resolveSibling("target"));
        manifest.ifPresent(
            m -> {
              String name = m.getMainAttributes().getValue("Bundle-SymbolicName");
              if (name != null) {
                manifests.put(name.split(";")[0], m);
              }
            });
      }
    }
    return manifests;
  }

  private static Stream<Path> poms() throws IOException {
    List<Path> poms = new ArrayList<>();
    for (String folder : List.of("bundles", "connectors")) {
      try (Stream<Path> found =
          Files.find(ROOT.resolve(folder), 3, (path, is) -> path.endsWith("pom.xml"))) {
        // Archetypes are bundles only until they are templates.
        found
            .filter(pom -> !pom.startsWith(ROOT.resolve("connectors/archetype")))
            .forEach(poms::add);
      }
    }
    return poms.stream();
  }

  private static Optional<Manifest> manifest(Path target) throws IOException {
    Path plain = target.resolve("classes/META-INF/MANIFEST.MF");
    if (Files.exists(plain)) {
      try (InputStream in = Files.newInputStream(plain)) {
        return Optional.of(new Manifest(in));
      }
    }
    if (!Files.isDirectory(target)) {
      return Optional.empty();
    }
    try (Stream<Path> jars = Files.list(target)) {
      Optional<Path> jar =
          jars.filter(path -> path.toString().matches(".*-[0-9.]+\\.jar")).findFirst();
      if (jar.isEmpty()) {
        return Optional.empty();
      }
      try (JarFile file = new JarFile(jar.get().toFile())) {
        return Optional.ofNullable(file.getManifest());
      }
    }
  }

  private static List<String> packages(Manifest manifest, String header) {
    return Clause.paths(manifest.getMainAttributes().getValue(header));
  }
}
