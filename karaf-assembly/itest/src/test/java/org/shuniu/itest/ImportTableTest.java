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
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Who may import whom, read from the manifests of all bundles: the architecture is what they say,
 * not what a drawing says.
 */
class ImportTableTest {
  private static final Path ROOT = Path.of(System.getProperty("shuniu.root"));

  /** Seams speak of links and contexts of the hub; the other api packages do not. */
  private static final Set<String> SEAMS =
      Stream.of("pbx", "channel", "business", "workflow", "speech")
          .map("org.shuniu.api."::concat)
          .collect(Collectors.toSet());

  /** Kinds of bundles by the start of their symbolic name, and what each may import of ours. */
  private enum Kind {
    API_BASE("org\\.shuniu\\.api\\.base"),
    API("org\\.shuniu\\.api\\..*"),
    LIB("org\\.shuniu\\.lib\\..*"),
    INSIDE("org\\.shuniu\\.(core|services|web)\\..*"),
    CONNECTOR("org\\.shuniu\\.[a-z]+\\..*");

    private final String pattern;

    Kind(String pattern) {
      this.pattern = pattern;
    }

    static Kind of(String bundle) {
      return Stream.of(values())
          .filter(kind -> bundle.matches(kind.pattern))
          .findFirst()
          .orElseThrow();
    }

    boolean mayImport(String bundle, String imported) {
      Predicate<String> in = api -> imported.equals(api) || imported.startsWith(api + ".");
      return in.test(bundle)
          || switch (this) {
            case API_BASE, LIB -> false;
            case API ->
                in.test("org.shuniu.api.base")
                    || (SEAMS.contains(bundle) && in.test("org.shuniu.api.hub"));
            case INSIDE -> in.test("org.shuniu.api");
            case CONNECTOR ->
                in.test("org.shuniu.api.base")
                    || in.test("org.shuniu.api.hub")
                    || in.test("org.shuniu.api." + bundle.split("\\.")[2]);
          };
    }

    boolean mayExport() {
      return this == API_BASE || this == API || this == LIB;
    }
  }

  @TestFactory
  Stream<DynamicTest> importsOnlyWhatTheTableAllows() throws IOException {
    return manifests().entrySet().stream()
        .map(
            bundle ->
                DynamicTest.dynamicTest(
                    bundle.getKey(),
                    () ->
                        assertThat(packages(bundle.getValue(), "Import-Package"))
                            .filteredOn(imported -> imported.startsWith("org.shuniu."))
                            .allMatch(
                                imported ->
                                    Kind.of(bundle.getKey())
                                        .mayImport(bundle.getKey(), imported))));
  }

  @TestFactory
  Stream<DynamicTest> onlyApiAndLibrariesExport() throws IOException {
    return manifests().entrySet().stream()
        .filter(bundle -> !Kind.of(bundle.getKey()).mayExport())
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
      poms.map(pom -> pom.getParent().getFileName().toString()).forEach(modules::add);
    }
    // api/testkit is for tests only and no bundle.
    assertThat(manifests()).hasSize(modules.size() - 1);
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

  /** Names of the packages in a header; commas within quotes separate nothing. */
  private static List<String> packages(Manifest manifest, String header) {
    String value = manifest.getMainAttributes().getValue(header);
    return value == null
        ? List.of()
        : Stream.of(value.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"))
            .map(clause -> clause.split(";")[0].strip())
            .toList();
  }
}
