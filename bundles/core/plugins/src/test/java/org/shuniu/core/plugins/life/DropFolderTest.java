// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.core.plugins.life.ChangeRow.Outcome;

class DropFolderTest {
  @TempDir Path home;
  private LifeRig rig;
  private DropFolder folder;
  private Path deploy;

  @BeforeEach
  void start() throws Exception {
    rig = new LifeRig(home, Optional.empty());
    deploy = Files.createDirectories(home.resolve("deploy"));
    folder = new DropFolder(rig.life);
  }

  @AfterEach
  void stop() {
    folder.stop();
    rig.close();
  }

  @Test
  void whatIsDroppedIsInstalledAndTakenAway() {
    JarMaker.sample("1.0.0").write(deploy.resolve("sample.jar"));
    await().atMost(Duration.ofSeconds(20)).until(() -> last().outcome == Outcome.DONE);
    assertThat(rig.host.answers()).containsExactly("1.0.0");
    assertThat(deploy).isEmptyDirectory();
    assertThat(last().way).isEqualTo("deploy");
  }

  @Test
  void whatIsRefusedIsPutAsideWithTheReason() {
    JarMaker.write(deploy.resolve("broken.jar"), new byte[99]);
    await().atMost(Duration.ofSeconds(20)).until(() -> last().outcome == Outcome.REFUSED);
    assertThat(deploy.resolve("broken.jar.refused")).exists();
    assertThat(deploy.resolve("broken.jar.refused.txt")).content().contains("plugins.file.corrupt");
    assertThat(last().plugin).isEqualTo("broken.jar");
    assertThat(last().reason).isEqualTo("plugins.file.corrupt");
  }

  private ChangeRow last() {
    List<ChangeRow> rows = rig.life.history().list("", "", 1);
    return rows.isEmpty() ? new ChangeRow() : rows.get(0);
  }
}
