// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  private static final String ALL = "select id || note || rawtohex(raw) from contact_contact";

  @TempDir Path folder;
  private Fixture hub;
  private Path file;
  private Path blank;

  @BeforeEach
  void open() throws Exception {
    hub = new Fixture(folder.resolve("home"));
    file = folder.resolve("backup.zip");
    blank = folder.resolve("restored");
  }

  @Test
  void aBlankHomeGetsAllThatMatters() throws Exception {
    Backup.Done done = hub.backUp(file);
    assertThat(done.growing()).isZero();
    assertThat(mode(file)).isEqualTo("rw-------");

    restore(false);

    assertThat(Fixture.rows(blank, ALL)).isEqualTo(Fixture.rows(hub.home, ALL)).hasSize(300);
    assertThat(names(blank))
        .containsExactlyInAnyOrder(
            "home.properties",
            "etc/org.shuniu.core.store.cfg",
            "secrets/vault-key",
            "data/artemis/journal/one.amq",
            "data/db/shuniu.mv.db",
            "asterisk/recordings/2026/录音 1.wav");
    assertThat(blank.resolve("asterisk/recordings/2026/录音 1.wav")).hasContent("RIFF one");
    assertThat(mode(blank.resolve("secrets/vault-key"))).isEqualTo("rw-------");
    assertThat(mode(blank.resolve("secrets"))).isEqualTo("rwx------");
    assertThat(names(folder)).noneMatch(name -> name.contains("restoring"));
  }

  @Test
  void recordingsAreFoundInANewPlace() throws Exception {
    hub.backUp(file);
    restore(false);
    assertThat(Fixture.rows(blank, "select uri from contact_recording order by id"))
        .containsExactly(
            blank.toUri() + "asterisk/recordings/2026/a.wav", "file:///elsewhere/b.wav");
  }

  @Test
  void theHubsOwnUserOpensTheDatabaseAndNobodyElse() throws Exception {
    hub.backUp(file);
    restore(false);
    assertThat(Fixture.rows(blank, "select user_name from information_schema.users"))
        .containsExactly("SA");
  }

  @Test
  void aRecordingThatGrowsIsLeftForTheNextBackup() throws Exception {
    Path growing = hub.write("asterisk/recordings/growing.wav", "RIFF");
    hub.write("asterisk/recordings/just-ended.wav", "RIFF ended");
    hub.atTheMoment =
        () -> {
          try {
            Files.writeString(growing, "RIFF and more");
            Files.setLastModifiedTime(growing, FileTime.from(Instant.now().plusSeconds(1)));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    Backup.Done done = hub.backUp(file);
    assertThat(done.growing()).isEqualTo(1);
    assertThat(done.manifest().files().stream().map(Manifest.Entry::name))
        .contains("home/asterisk/recordings/just-ended.wav")
        .doesNotContain("home/asterisk/recordings/growing.wav");
  }

  @Test
  void recordingsMayBeLeftOut() throws Exception {
    Backup.Done done = hub.backUp(file, false);
    assertThat(done.manifest().files().stream().map(Manifest.Entry::name))
        .contains("database", "home/secrets/vault-key")
        .noneMatch(name -> name.contains("recordings"));
  }

  @Test
  void aBackupThatFailsLeavesNothing() {
    hub.atTheMoment =
        () -> {
          throw new IllegalStateException("lost");
        };
    assertThatThrownBy(() -> hub.backUp(file)).hasMessage("lost");
    assertThat(folder).isDirectoryNotContaining(f -> f.toString().contains("backup.zip"));
    assertThat(hub.home.resolve("data/tmp/backup")).doesNotExist();
  }

  @Test
  void nothingIsOverwrittenOrBackedUpIntoItself() throws Exception {
    Files.writeString(file, "somebody's");
    assertThatThrownBy(() -> hub.backUp(file)).hasMessageContaining("is there already");
    assertThat(file).hasContent("somebody's");
    assertThatThrownBy(() -> hub.backUp(hub.home.resolve("deploy/b.zip")))
        .hasMessageContaining("itself backed up");
  }

  @Test
  void aHomeWithDataIsOnlyReplacedWhenAskedAndKept() throws Exception {
    hub.backUp(file);
    Files.createDirectories(blank);
    Files.writeString(blank.resolve("home.properties"), "old");
    assertThatThrownBy(() -> restore(false)).hasMessageContaining("--replace");
    assertThat(blank.resolve("home.properties")).hasContent("old");

    Path aside = restore(true).orElseThrow();

    assertThat(aside.resolve("home.properties")).hasContent("old");
    assertThat(blank.resolve("home.properties")).hasContent("pbx=simulator");
  }

  @Test
  void anArchiveOfANewerHubIsRefused() throws Exception {
    hub.backUp(file);
    assertThatThrownBy(() -> new Restore("0.0.9").restore(file, blank, false, hub.progress()))
        .hasMessageContaining("newer than this one");
    assertThat(blank).doesNotExist();
    new Restore("0.2").restore(file, blank, false, hub.progress());
    assertThat(blank).exists();
  }

  @Test
  void rowsThatAreMissingAreFoundBeforeTheHomeIsTouched() throws Exception {
    hub.backUp(file);
    Path lying = folder.resolve("lying.zip");
    Archives.rewrite(
        file, lying, manifest -> manifest.replace("rows 300 CONTACT", "rows 301 CONTACT"));
    assertThatThrownBy(() -> new Restore("0.1.0").restore(lying, blank, false, hub.progress()))
        .hasMessageContaining("CONTACT_CONTACT has 300 rows, at the backup it had 301");
    assertThat(blank).doesNotExist();
    assertThat(names(folder)).noneMatch(name -> name.contains("restoring"));
  }

  private Optional<Path> restore(boolean replace) throws IOException {
    return new Restore("0.1.0").restore(file, blank, replace, hub.progress());
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static List<String> names(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).map(f -> root.relativize(f).toString()).toList();
    }
  }
}
