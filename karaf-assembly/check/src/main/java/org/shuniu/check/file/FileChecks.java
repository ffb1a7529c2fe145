// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.osgi.framework.Version;
import org.shuniu.check.Profile;
import org.shuniu.check.Verdict;

/** All that can be said about a connector without running it. */
public final class FileChecks {
  private static final String NAME = "[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)+";
  private static final List<String> REST =
      List.of(
          "file.manifest",
          "name.own",
          "profile.present",
          "imports.table",
          "imports.libraries",
          "exports.none",
          "libraries.inside",
          "component.seam",
          "configuration.described",
          "configuration.secrets");

  private final Floor floor;

  public FileChecks(Floor floor) {
    this.floor = floor;
  }

  /**
   * What was found.
   *
   * @param file if it could be read
   * @param profile if there is one
   */
  public record Findings(
      List<Verdict> verdicts, Optional<BundleFile> file, Optional<Profile> profile) {
    /** Whether it may be put into a hub at all. */
    public boolean good() {
      return verdicts.stream().noneMatch(Verdict::bad);
    }
  }

  /** Looks at a file; says everything that is wrong with it, not the first thing only. */
  public Findings check(Path path) {
    List<Verdict> verdicts = new ArrayList<>();
    BundleFile file;
    try {
      file = BundleFile.read(path);
    } catch (IOException e) {
      verdicts.add(
          Verdict.failed(
              "file.zip",
              path.getFileName() + " cannot be unpacked: " + words(e),
              "Build the bundle again and copy it whole."));
      REST.forEach(
          id -> verdicts.add(Verdict.notApplicable(id, "not tried: the file cannot be unpacked")));
      return new Findings(verdicts, Optional.empty(), Optional.empty());
    }
    verdicts.add(Verdict.passed("file.zip", "can be unpacked"));
    verdicts.add(manifest(file));
    Optional<Profile> profile = Optional.empty();
    Verdict present;
    try {
      profile = Optional.of(Profile.of(file));
      present = Verdict.passed("profile.present", "seam " + profile.get().seam());
    } catch (IOException e) {
      present =
          Verdict.failed(
              "profile.present",
              Profile.ENTRY + " cannot be used: " + words(e),
              "Describe in it how the connector is configured and what it can be asked:"
                  + " docs/connector-check.md.");
    }
    verdicts.add(new NameCheck(floor).check(file));
    verdicts.add(present);
    ImportChecks imports = new ImportChecks(floor);
    ConfigurationChecks configuration = new ConfigurationChecks();
    verdicts.add(withProfile("imports.table", profile, p -> imports.table(file, p)));
    verdicts.add(withProfile("imports.libraries", profile, p -> imports.libraries(file, p)));
    verdicts.add(exports(file));
    verdicts.add(imports.inside(file));
    verdicts.add(withProfile("component.seam", profile, p -> configuration.component(file, p)));
    verdicts.add(
        withProfile("configuration.described", profile, p -> configuration.described(file, p)));
    verdicts.add(configuration.secrets(file));
    return new Findings(verdicts, Optional.of(file), profile);
  }

  private static Verdict withProfile(
      String id, Optional<Profile> profile, Function<Profile, Verdict> check) {
    return profile
        .map(check)
        .orElseGet(() -> Verdict.notApplicable(id, "not tried: there is no usable profile"));
  }

  private static Verdict manifest(BundleFile file) {
    List<String> lacks = new ArrayList<>();
    if (!file.header("Bundle-ManifestVersion").equals("2")) {
      lacks.add("Bundle-ManifestVersion 2");
    }
    if (!file.name().map(name -> name.matches(NAME)).orElse(false)) {
      lacks.add("a Bundle-SymbolicName of the form a.b.c");
    }
    if (!isVersion(file.header("Bundle-Version"))) {
      lacks.add("a Bundle-Version of the form 1.2.3");
    }
    return lacks.isEmpty()
        ? Verdict.passed("file.manifest", file.shownName() + " " + file.header("Bundle-Version"))
        : Verdict.failed(
            "file.manifest",
            "the manifest lacks " + String.join(", ", lacks),
            "Let bnd-maven-plugin write the manifest.");
  }

  private static boolean isVersion(String text) {
    try {
      return !text.isBlank() && Version.parseVersion(text) != Version.emptyVersion;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Verdict exports(BundleFile file) {
    List<String> exported = Clause.paths(file.header("Export-Package"));
    return exported.isEmpty()
        ? Verdict.passed("exports.none", "no package is exported")
        : Verdict.failed(
            "exports.none",
            "exports " + String.join(", ", new TreeSet<>(exported)),
            "Remove Export-Package: whoever imported it would be refreshed at each update.");
  }

  private static String words(IOException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
