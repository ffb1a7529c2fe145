// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.shuniu.api.base.HubException;
import org.shuniu.core.plugins.life.ChangeRow.Kind;
import org.shuniu.core.plugins.life.ChangeRow.Outcome;

/** What administrators do with plugins, in a framework as the hub has it. */
class PluginLifeTest {
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

  @Test
  void anUpdateTakesThePlaceOfWhatWasShippedAndTouchesNobodyElse() {
    List<String> touched = new CopyOnWriteArrayList<>();
    var context = rig.framework.getBundleContext();
    SynchronousBundleListener listener =
        (BundleEvent event) -> touched.add(event.getBundle().getSymbolicName());
    context.addBundleListener(listener);
    ChangeRow change = rig.install(JarMaker.sample("1.1.0"));
    context.removeBundleListener(listener);
    assertThat(change.outcome).as(change.reason).isEqualTo(Outcome.DONE);
    assertThat(change.kind).isEqualTo(Kind.UPDATE);
    assertThat(change.fromVersion).isEqualTo("1.0.0");
    assertThat(change.toSha256).hasSize(64);
    assertThat(rig.host.answers()).containsExactly("1.1.0");
    assertThat(touched).containsOnly(JarMaker.SAMPLE);
    assertThat(rig.audit).containsExactly("plugin:update plugin:" + JarMaker.SAMPLE);
  }

  @Test
  void goesBackToEveryVersionThatIsKept() {
    rig.install(JarMaker.sample("1.1.0"));
    rig.install(JarMaker.sample("1.2.0"));
    List<Revision> kept = rig.life.kept(JarMaker.SAMPLE);
    assertThat(kept).extracting(Revision::version).containsExactly("1.2.0", "1.1.0", "1.0.0");
    for (Revision version : List.of(kept.get(1), kept.get(2), kept.get(0))) {
      ChangeRow back =
          rig.ended(
              rig.life.rollBack(JarMaker.SAMPLE, version.sha256(), Optional.empty(), Doer.SHELL));
      assertThat(back.outcome).as(back.reason).isEqualTo(Outcome.DONE);
      assertThat(rig.host.answers()).containsExactly(version.version());
    }
  }

  @Test
  void keepsSoManyVersionsAndNoMore() throws Exception {
    rig.settings.put("keepVersions", 2);
    for (String version : List.of("1.1.0", "1.2.0", "1.3.0", "1.4.0")) {
      rig.install(JarMaker.sample(version));
    }
    assertThat(rig.life.kept(JarMaker.SAMPLE))
        .extracting(Revision::version)
        .containsExactly("1.4.0", "1.3.0", "1.0.0");
    try (var jars = Files.list(home.resolve("data/plugins/jars"))) {
      assertThat(jars).hasSize(2);
    }
  }

  @Test
  void aWipedCacheComesBackTheSame() {
    rig.install(JarMaker.sample("1.1.0"));
    rig.cut();
    rig.open("another-cache");
    assertThat(rig.host.answers()).containsExactly("1.1.0");
    assertThat(rig.fleet.bundles().running(JarMaker.SAMPLE).orElseThrow().getState())
        .isEqualTo(Bundle.ACTIVE);
  }

  @Test
  void whatWasRemovedStaysAwayAndCanComeBack() {
    ChangeRow gone =
        rig.ended(rig.life.remove(JarMaker.SAMPLE, Optional.empty(), Optional.empty(), Doer.SHELL));
    assertThat(gone.outcome).isEqualTo(Outcome.DONE);
    assertThat(rig.host.answers()).isEmpty();
    rig.cut();
    rig.open("another-cache");
    assertThat(rig.host.answers()).isEmpty();
    Revision shipped = rig.life.kept(JarMaker.SAMPLE).get(0);
    rig.ended(rig.life.rollBack(JarMaker.SAMPLE, shipped.sha256(), Optional.empty(), Doer.SHELL));
    assertThat(rig.host.answers()).containsExactly("1.0.0");
  }

  @Test
  void aPowerCutWhileItIsWatchedEndsInTheOldVersion() {
    rig.install(JarMaker.sample("1.1.0"));
    rig.settings.put("watchMs", 60_000L);
    Changes.Begun begun = rig.begin(JarMaker.sample("1.2.0").bytes());
    rig.awaitStep(Changes.Step.WATCHING);
    assertThat(rig.host.answers()).containsExactly("1.2.0");
    rig.cut();
    rig.open("cache");
    assertThat(rig.host.answers()).containsExactly("1.1.0");
    assertThat(rig.installed()).containsExactly("1.0.0", "1.1.0");
    ChangeRow told = rig.life.history().find(begun.rows().get(0).id).orElseThrow();
    assertThat(told.outcome).isEqualTo(Outcome.INTERRUPTED);
    assertThat(told.reason).isEqualTo("plugins.interrupted");
  }

  @Test
  void aPowerCutOnTheTrialOfAnUpdateOfWhatWasShippedEndsInThat() {
    rig.settings.put("watchMs", 60_000L);
    rig.begin(JarMaker.sample("1.1.0").bytes());
    rig.awaitStep(Changes.Step.WATCHING);
    rig.cut();
    rig.open("cache");
    assertThat(rig.host.answers()).containsExactly("1.0.0");
    assertThat(rig.installed()).containsExactly("1.0.0");
  }

  @Test
  void aPowerCutAfterTheDecisionEndsInTheNewVersion() {
    rig.settings.put("watchMs", 60_000L);
    Changes.Begun begun = rig.begin(JarMaker.sample("1.1.0").bytes());
    rig.awaitStep(Changes.Step.WATCHING);
    rig.cut();
    String sha256 = begun.rows().get(0).toSha256;
    new WantedFiles(home.resolve("etc/plugins"))
        .write(
            JarMaker.SAMPLE,
            Wanted.SHIPPED.run(Optional.of(new Revision("1.1.0", sha256, false)), 0));
    rig.open("cache");
    assertThat(rig.host.answers()).containsExactly("1.1.0");
    ChangeRow told = rig.life.history().find(begun.rows().get(0).id).orElseThrow();
    assertThat(told.outcome).isEqualTo(Outcome.DONE);
    assertThat(told.reason).isEqualTo("plugins.interrupted");
  }

  @Test
  void ofTwoAdministratorsTheSecondIsToldWhoAndWhat() {
    rig.settings.put("watchMs", 1_000L);
    Doer first = new Doer("USER:1", Optional.of("first"), "console");
    var candidate = rig.look(JarMaker.sample("1.1.0").bytes());
    Changes.Begun begun = rig.life.install(candidate.id(), Optional.empty(), false, first);
    rig.awaitStep(Changes.Step.WATCHING);
    assertThatThrownBy(() -> rig.begin(JarMaker.sample("1.2.0").bytes()))
        .isInstanceOfSatisfying(
            HubException.class,
            busy -> {
              assertThat(busy.code()).isEqualTo("plugins.busy");
              assertThat(busy.reason().status()).isEqualTo(409);
              assertThat(busy.arguments())
                  .containsEntry("login", "first")
                  .containsEntry("plugin", JarMaker.SAMPLE)
                  .containsEntry("step", "WATCHING");
            });
    assertThat(rig.ended(begun).outcome).isEqualTo(Outcome.DONE);
  }

  @Test
  void whoDecidesOnAnOldPreviewIsToldWhoWasFaster() {
    var slow = rig.look(JarMaker.sample("1.2.0").bytes());
    String seen = rig.life.versions().seen(List.of(JarMaker.SAMPLE));
    rig.install(JarMaker.sample("1.1.0"));
    assertThatThrownBy(() -> rig.life.install(slow.id(), Optional.of(seen), false, Doer.SHELL))
        .isInstanceOfSatisfying(
            HubException.class,
            changed -> {
              assertThat(changed.code()).isEqualTo("plugins.changed");
              assertThat(changed.reason().status()).isEqualTo(409);
              assertThat(changed.arguments()).containsEntry("login", "shell");
            });
    assertThat(rig.host.answers()).containsExactly("1.1.0");
  }

  @Test
  void theSameVersionWithAnotherContentIsAnUpdateToo() {
    rig.install(JarMaker.sample("1.1.0"));
    ChangeRow again = rig.install(JarMaker.sample("1.1.0").header("Built", "once more"));
    assertThat(again.outcome).as(again.reason).isEqualTo(Outcome.DONE);
    assertThat(rig.host.answers()).containsExactly("1.1.0");
    assertThat(rig.installed()).containsExactly("1.0.0", "1.1.0");
  }

  @Test
  void twoVersionsRunBesideEachOtherAlsoAfterAWipedCache() {
    ChangeRow change = rig.beside(JarMaker.sample("1.2.0"));
    assertThat(change.outcome).as(change.reason).isEqualTo(Outcome.DONE);
    assertThat(change.kind).isEqualTo(Kind.BESIDE);
    assertThat(rig.active()).containsExactly("1.0.0", "1.2.0");
    rig.install(JarMaker.sample("1.1.0"));
    assertThat(rig.active()).containsExactly("1.1.0", "1.2.0");
    rig.cut();
    rig.open("another-cache");
    assertThat(rig.active()).containsExactly("1.1.0", "1.2.0");
    assertThat(rig.host.answers()).as("who names no version").containsExactly("1.1.0");
    ChangeRow gone =
        rig.ended(
            rig.life.remove(
                JarMaker.SAMPLE, Optional.of(change.toSha256), Optional.empty(), Doer.SHELL));
    assertThat(gone.outcome).as(gone.reason).isEqualTo(Outcome.DONE);
    assertThat(rig.active()).containsExactly("1.1.0");
  }

  @Test
  void aVersionBesideThatIsNotWellGoesAgainAndTouchesNobody() {
    ChangeRow change = rig.beside(JarMaker.sample("1.2.0", "throw"));
    assertThat(change.outcome).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(rig.active()).containsExactly("1.0.0");
    assertThat(rig.installed()).containsExactly("1.0.0");
  }

  @Test
  void ofOneVersionThereIsOnlyOne() {
    rig.beside(JarMaker.sample("1.2.0"));
    assertThatThrownBy(() -> rig.begin(JarMaker.sample("1.2.0").bytes()))
        .hasMessageContaining("plugins.beside.runs");
    assertThatThrownBy(() -> rig.beside(JarMaker.sample("1.0.0").header("Built", "again")))
        .hasMessageContaining("plugins.beside.version");
  }

  @Test
  void allOfAKarComesOrNothing() {
    JarMaker good =
        JarMaker.sample("2.0.0").header("Bundle-SymbolicName", "org.shuniu.business.second");
    rig.install(JarMaker.kar(JarMaker.sample("1.1.0"), good));
    assertThat(rig.host.answers()).containsExactlyInAnyOrder("1.1.0", "2.0.0");
    JarMaker bad =
        JarMaker.sample("2.1.0", "throw")
            .header("Bundle-SymbolicName", "org.shuniu.business.second");
    ChangeRow change = rig.install(JarMaker.kar(JarMaker.sample("1.2.0"), bad));
    assertThat(change.outcome).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(change.reason).isEqualTo("plugins.start.failed");
    assertThat(rig.host.answers()).containsExactlyInAnyOrder("1.1.0", "2.0.0");
  }
}
