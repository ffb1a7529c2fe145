// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.shuniu.check.Profile;
import org.shuniu.check.Verdict;

/** What a bundle takes from others, and what it carries itself. */
final class ImportChecks {
  private static final List<String> TIES =
      List.of("Require-Bundle", "Fragment-Host", "DynamicImport-Package");

  private final Floor floor;

  ImportChecks(Floor floor) {
    this.floor = floor;
  }

  /** Of the hub's bundles it imports only what the table allows. */
  Verdict table(BundleFile file, Profile profile) {
    List<String> refused =
        imports(file).keySet().stream()
            .filter(ImportTable::concerns)
            .filter(
                imported ->
                    !ImportTable.connectorMayImport(file.shownName(), seam(profile), imported))
            .toList();
    return refused.isEmpty()
        ? Verdict.passed("imports.table", "imports api.base, api.hub and its own seam at most")
        : Verdict.failed(
            "imports.table",
            "imports " + String.join(", ", refused),
            "A connector of the seam "
                + seam(profile)
                + " knows org.shuniu.api.base, org.shuniu.api.hub and org.shuniu.api."
                + seam(profile)
                + " only; speak to others over the bus.");
  }

  private static String seam(Profile profile) {
    return profile.pack() ? "workflow" : profile.seam();
  }

  /** Of libraries it imports only what it declares and the hub has. */
  Verdict libraries(BundleFile file, Profile profile) {
    Set<String> undeclared = new TreeSet<>();
    Set<String> missing = new TreeSet<>();
    Set<String> used = new TreeSet<>();
    imports(file)
        .forEach(
            (imported, clause) -> {
              if (ImportTable.concerns(imported) || floor.isBase(imported)) {
                return;
              }
              boolean optional = clause.parameter("resolution:").equals(Optional.of("optional"));
              if (!floor.offers(imported, clause.parameter("version"))) {
                if (!optional) {
                  missing.add(described(imported, clause));
                }
              } else if (!declared(imported, profile)) {
                undeclared.add(imported);
              } else {
                used.add(imported);
              }
            });
    if (!missing.isEmpty()) {
      return Verdict.failed(
          "imports.libraries",
          "needs packages that the hub does not have: " + String.join(", ", missing),
          "Carry the library on the bundle's own Bundle-ClassPath.");
    }
    if (!undeclared.isEmpty()) {
      return Verdict.failed(
          "imports.libraries",
          "imports undeclared libraries: " + String.join(", ", undeclared),
          "Declare them as libraries in " + Profile.ENTRY + ", or carry them inside.");
    }
    return Verdict.passed(
        "imports.libraries",
        used.isEmpty() ? "no shared library is imported" : used.size() + " packages, as declared");
  }

  private static boolean declared(String imported, Profile profile) {
    return profile.libraries().stream()
        .anyMatch(library -> imported.equals(library) || imported.startsWith(library + "."));
  }

  private String described(String imported, Clause clause) {
    String wanted = clause.parameter("version").map(range -> " " + range).orElse("");
    String there =
        floor.versions(imported).isEmpty() ? "" : " (the hub has " + floor.versions(imported) + ")";
    return imported + wanted + there;
  }

  /** What is not imported travels inside, and nothing ties it to other bundles. */
  Verdict inside(BundleFile file) {
    List<String> troubles = new ArrayList<>();
    TIES.stream()
        .filter(header -> !file.header(header).isEmpty())
        .forEach(header -> troubles.add("has " + header + ": " + file.header(header)));
    file.classPath().stream()
        .filter(entry -> !file.has(entry))
        .forEach(entry -> troubles.add("Bundle-ClassPath names " + entry + ", which is not there"));
    try {
      needed(file)
          .forEach(
              (name, user) ->
                  troubles.add(
                      "package " + name + " is neither inside nor imported, used by " + user));
    } catch (IOException e) {
      troubles.add("a class cannot be read: " + e.getMessage());
    }
    return troubles.isEmpty()
        ? Verdict.passed("libraries.inside", file.classPath().size() + " libraries travel inside")
        : Verdict.failed(
            "libraries.inside",
            String.join("; ", troubles),
            "Carry each library on Bundle-ClassPath (bnd: -includeresource with lib:=true), import"
                + " what the hub has, and drop what ties it to other bundles.");
  }

  /** Packages that its own classes use and that come from nowhere, each with one class using it. */
  private Map<String, String> needed(BundleFile file) throws IOException {
    Set<String> imported = imports(file).keySet();
    Map<String, String> needed = new TreeMap<>();
    for (Map.Entry<String, byte[]> entry : file.classes().entrySet()) {
      for (String used : ClassFile.packages(entry.getValue())) {
        if (!used.startsWith("java.")
            && !file.packages().contains(used)
            && !imported.contains(used)) {
          needed.putIfAbsent(used, entry.getKey());
        }
      }
    }
    return needed;
  }

  private static Map<String, Clause> imports(BundleFile file) {
    return Clause.parse(file.header("Import-Package")).stream()
        .flatMap(clause -> clause.paths().stream().map(path -> Map.entry(path, clause)))
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
  }
}
