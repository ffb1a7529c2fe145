// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.bad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuniu.check.Verdict;
import org.shuniu.check.file.FileChecks;
import org.shuniu.check.file.Floor;

/** Each flaw that a file shows is refused by its own check, and by no other. */
class RefusalsTest {
  @TempDir static Path folder;

  private static FileChecks checks;

  @BeforeAll
  static void distribution() throws IOException {
    Path system = Files.createDirectories(folder.resolve("system"));
    bundle(system, "org.shuniu.core.bus", "");
    bundle(system, "org.shuniu.business.oa", "");
    bundle(system, "jackson", "com.fasterxml.jackson.databind;version=\"2.21.0\"");
    checks = new FileChecks(Floor.of(system));
  }

  private static void bundle(Path system, String name, String exported) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Export-Package", exported);
    try (OutputStream out = Files.newOutputStream(system.resolve(name + ".jar"));
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      jar.finish();
    }
  }

  static Stream<Flaw> shownByTheFile() {
    return Arrays.stream(Flaw.values()).filter(flaw -> !flaw.live());
  }

  static Stream<Flaw> shownInAHub() {
    return Arrays.stream(Flaw.values()).filter(Flaw::live);
  }

  @ParameterizedTest
  @MethodSource("shownByTheFile")
  void isRefusedForItsOwnReason(Flaw flaw) throws IOException {
    assertThat(refusals(flaw))
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.id()).isEqualTo(flaw.check);
              assertThat(refusal.why()).isNotBlank();
              assertThat(refusal.remedy()).isNotBlank();
            });
  }

  @ParameterizedTest
  @MethodSource("shownInAHub")
  void passesUntilItRuns(Flaw flaw) throws IOException {
    assertThat(refusals(flaw)).isEmpty();
  }

  @Test
  void whatIsWrongIsTold() throws IOException {
    assertThat(refusals(Flaw.IMPORTS_CONNECTOR).get(0).why()).contains("org.shuniu.business.oa");
    assertThat(refusals(Flaw.MISSING_PACKAGE).get(0).why()).contains("com.acme.nowhere");
    assertThat(refusals(Flaw.FORGOTTEN_IMPORT).get(0).why()).contains("javax.sql", "Link.class");
    assertThat(refusals(Flaw.SECRET_INSIDE).get(0).why())
        .contains("password")
        .doesNotContain("topsecret");
  }

  private static List<Verdict> refusals(Flaw flaw) throws IOException {
    Path jar = Workshop.make(flaw, folder.resolve("bad"));
    return checks.check(jar).verdicts().stream().filter(Verdict::bad).toList();
  }
}
