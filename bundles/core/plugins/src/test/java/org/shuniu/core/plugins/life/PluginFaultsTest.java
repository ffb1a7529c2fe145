// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuniu.api.base.HubException;
import org.shuniu.core.plugins.life.ChangeRow.Outcome;

/** Plugins that do harm: what ran before runs on, and the reason is told. */
class PluginFaultsTest {
  @TempDir Path home;
  private LifeRig rig;

  @BeforeEach
  void start() {
    rig = new LifeRig(home, Optional.of(JarMaker.sample("1.0.0")));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @ParameterizedTest
  @CsvSource({
    "throw, plugins.start.failed",
    "block, plugins.start.blocked",
    "block-deaf, plugins.start.blocked",
    "break-messages, plugins.errors",
    "stay-offline, plugins.instance.offline"
  })
  void whatIsNotWellIsRolledBackByItself(String does, String reason) {
    ChangeRow change = rig.install(JarMaker.sample("1.1.0", does));
    assertThat(change.reason).isEqualTo(reason);
    assertThat(change.outcome).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(rig.host.answers()).containsExactly("1.0.0");
    assertThat(rig.life.kept(JarMaker.SAMPLE))
        .extracting(Revision::version)
        .containsExactly("1.0.0");
    ChangeRow good = rig.install(JarMaker.sample("1.2.0"));
    assertThat(good.outcome).as(good.reason).isEqualTo(Outcome.DONE);
    assertThat(rig.host.answers()).containsExactly("1.2.0");
  }

  @Test
  void whatBlockedForEverIsGoneAfterARestart() {
    rig.install(JarMaker.sample("1.1.0", "block-deaf"));
    rig.cut();
    rig.open("cache");
    assertThat(rig.installed()).containsExactly("1.0.0");
    assertThat(rig.host.answers()).containsExactly("1.0.0");
  }

  @Test
  void whatItsReasonWasIsToldInItsOwnWords() {
    ChangeRow change = rig.install(JarMaker.sample("1.1.0", "throw"));
    assertThat(change.arguments).contains("no licence");
  }

  @Test
  void aMissingPackageIsToldBeforeAnythingHappens() {
    byte[] jar =
        JarMaker.sample("1.1.0")
            .header(
                "Import-Package",
                "org.osgi.framework,org.shuniu.api.business.spi,"
                    + "com.example.absent;version=\"[1,2)\"")
            .bytes();
    var verdict = rig.life.preview(rig.look(jar)).get(0);
    assertThat(verdict.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("plugins.package.missing");
              assertThat(problem.arguments().get("missing"))
                  .asString()
                  .contains("com.example.absent");
            });
    refused("plugins.package.missing", () -> rig.begin(jar));
    assertThat(rig.host.answers()).containsExactly("1.0.0");
    assertThat(rig.installed()).containsExactly("1.0.0");
  }

  @Test
  void aCorruptFileIsRefused() {
    byte[] jar = JarMaker.sample("1.1.0").entry("data", new byte[5_000]).bytes();
    refused("plugins.file.corrupt", () -> rig.look(Arrays.copyOf(jar, jar.length / 2)));
    refused("plugins.file.corrupt", () -> rig.look(new byte[100]));
    byte[] stored = JarMaker.sample("1.1.0").bytes();
    for (int i = stored.length / 3; i < stored.length / 3 + 40; i++) {
      stored[i] ^= 0x55;
    }
    refused("plugins.file.corrupt", () -> rig.look(stored));
  }

  @Test
  void aFileThatIsNoPluginIsRefused() {
    refused("plugins.file.no-plugin", () -> rig.look(new JarMaker().bytes()));
    refused(
        "plugins.file.fragment",
        () -> rig.look(JarMaker.sample("1").header("Fragment-Host", "org.x").bytes()));
    refused(
        "plugins.file.corrupt",
        () -> rig.look(JarMaker.sample("1").entry("../evil", new byte[1]).bytes()));
  }

  @Test
  void aZipBombIsRefusedWithoutBeingUnpacked() {
    rig.settings.put("unpackedMaxMiB", 8);
    byte[] bomb = JarMaker.bomb(64);
    assertThat(bomb.length).isLessThan(200_000);
    refused("plugins.file.bomb", () -> rig.look(bomb));
    byte[] inside = new JarMaker().entry("repository/a/a.jar", bomb).bytes();
    refused("plugins.file.bomb", () -> rig.look(inside));
  }

  @Test
  void aFileThatIsTooLargeIsRefused() {
    rig.settings.put("fileMaxMiB", 0);
    refused("plugins.file.too-large", () -> rig.look(JarMaker.sample("1.1.0").bytes()));
  }

  @Test
  void nobodyTakesTheNameOfTheHubOrOfAPluginOfAnotherKind() {
    byte[] core = JarMaker.sample("9").header("Bundle-SymbolicName", "org.shuniu.core.bus").bytes();
    refused("plugins.name.reserved", () -> rig.begin(core));
    byte[] system =
        JarMaker.sample("9").header("Bundle-SymbolicName", "org.apache.felix.framework").bytes();
    refused("plugins.name.reserved", () -> rig.begin(system));
    byte[] other = JarMaker.sample("9").header("Import-Package", "org.osgi.framework").bytes();
    refused("plugins.name.taken", () -> rig.begin(other));
    assertThat(rig.host.answers()).containsExactly("1.0.0");
  }

  @Test
  void nobodyExportsWhatTheHubExports() {
    byte[] jar = JarMaker.sample("1.1.0").header("Export-Package", "org.shuniu.api.base").bytes();
    refused("plugins.exports.taken", () -> rig.begin(jar));
  }

  @Test
  void aVersionThatIsOlderThanItsDataIsRefused() {
    rig.install(JarMaker.sample("1.1.0").header("Shuniu-Data-Version", "3"));
    refused(
        "plugins.data.newer",
        () -> rig.begin(JarMaker.sample("1.2.0").header("Shuniu-Data-Version", "2").bytes()));
    Revision shipped = rig.life.kept(JarMaker.SAMPLE).get(1);
    refused(
        "plugins.data.newer",
        () -> rig.life.rollBack(JarMaker.SAMPLE, shipped.sha256(), Optional.empty(), Doer.SHELL));
    assertThat(rig.host.answers()).containsExactly("1.1.0");
  }

  @Test
  void whatEatsTheHeapIsNotWell() {
    AtomicInteger heap = new AtomicInteger(40);
    HealthWatch watch =
        new HealthWatch(rig.host, bundle -> Optional.empty(), heap::getAndIncrement);
    var measure = new HealthWatch.Measure(Duration.ofSeconds(1), Duration.ofSeconds(10), 50, 42);
    var bundle = rig.fleet.bundles().running(JarMaker.SAMPLE).orElseThrow();
    refused("plugins.heap", () -> watch.watch(bundle, Set.of(), measure));
  }

  @Test
  void aComponentThatThrowsInActivateIsRolledBack() {
    rig.withComponents();
    ChangeRow change = rig.install(JarMaker.component("1.1.0", "throw"));
    assertThat(change.outcome).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(change.reason).isEqualTo("plugins.component.failed");
    assertThat(change.arguments).contains("no licence for 1.1.0");
    assertThat(rig.host.answers()).containsExactly("1.0.0");
  }

  @Test
  void aComponentThatBlocksInActivateIsRolledBack() {
    rig.withComponents();
    ChangeRow change = rig.install(JarMaker.component("1.1.0", "block"));
    assertThat(change.outcome).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(change.reason).isEqualTo("plugins.start.blocked");
    assertThat(rig.host.answers()).containsExactly("1.0.0");
    assertThat(rig.installed()).containsExactly("1.0.0");
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HubException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
