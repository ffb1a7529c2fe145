// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is damaged, foreign or hostile is refused, and nothing is written. */
class ArchiveReaderTest {
  private static final byte[] BAD = "evil".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private Path file;
  private Path other;
  private Path blank;

  @BeforeEach
  void open() throws Exception {
    file = folder.resolve("backup.zip");
    other = folder.resolve("other.zip");
    blank = folder.resolve("restored");
    new Fixture(folder.resolve("home")).backUp(file);
  }

  @Test
  void aWholeArchiveIsWhole() {
    assertThatCode(() -> Tool.run(List.of("verify", file.toString()))).doesNotThrowAnyException();
  }

  @Test
  void anyOtherFileIsNoBackup() throws IOException {
    refused(folder.resolve("none.zip"), "there is no file");
    Files.writeString(other, "hello");
    refused(other, "is no backup of a hub");
    Archives.write(other, Map.of("a", BAD));
    refused(other, "it has no manifest");
    Archives.write(other, Map.of(Manifest.NAME, BAD));
    refused(other, "this is no backup of a hub");
  }

  @Test
  void oneThatWasCutIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int length : List.of(0, 100, bytes.length / 2, bytes.length - 1)) {
      Files.write(other, Arrays.copyOf(bytes, length));
      refused(other, "is no backup of a hub, or was cut");
    }
  }

  @Test
  void aFlippedBitAnywhereIsFound() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(7);
    int found = 0;
    for (int i = 0; i < 200; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(other, damaged);
      found += whole(other) ? 0 : 1;
    }
    // The rest hit what carries nothing: times and attributes in the headers of the ZIP.
    assertThat(found).isGreaterThan(150);
  }

  @Test
  void aChangedFileIsFoundBeforeAnythingIsWritten() throws IOException {
    Map<String, byte[]> entries = Archives.read(file);
    entries.put("home/secrets/vault-key", BAD);
    Archives.write(other, entries);
    refused(other, "home/secrets/vault-key has another digest");
    assertThat(blank).doesNotExist();
  }

  @Test
  void aChangedManifestIsFound() throws IOException {
    Map<String, byte[]> entries = Archives.read(file);
    String text = new String(entries.getOrDefault(Manifest.NAME, BAD), StandardCharsets.UTF_8);
    entries.put(
        Manifest.NAME, text.replace("version 0", "version 1").getBytes(StandardCharsets.UTF_8));
    Archives.write(other, entries);
    refused(other, "the manifest of the archive is damaged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "home/../../evil",
        "home/etc/../../evil",
        "/etc/passwd",
        "evil",
        "home/",
        "home//etc/x",
        "home/./x",
        "home/a\\..\\b"
      })
  void noNameLeadsOutOfTheHome(String name) throws IOException {
    Map<String, byte[]> entries = Archives.read(file);
    String line = "file %s %d %s\n".formatted(Digests.of(BAD), BAD.length, name);
    entries.put(Manifest.NAME, Archives.seal(Archives.head(entries) + line));
    entries.put(name, BAD);
    Archives.write(other, entries);
    refused(other, "no file of a home");
    assertThat(folder.resolve("evil")).doesNotExist();
    assertThat(blank).doesNotExist();
  }

  @Test
  void noDatabaseIsMadeOutsideOfTheHome() throws IOException {
    Archives.rewrite(
        file,
        other,
        text -> text.replaceFirst("database-file .*", "database-file ../../evil.mv.db"));
    refused(other, "outside of the home");
    assertThat(folder.resolve("evil.mv.db")).doesNotExist();
  }

  @Test
  void whatTheManifestDoesNotTellOfIsRefused() throws IOException {
    Map<String, byte[]> entries = Archives.read(file);
    entries.put("home/deploy/evil.jar", BAD);
    Archives.write(other, entries);
    refused(other, "holds what its manifest does not tell of");
    entries = Archives.read(file);
    entries.remove("home/secrets/vault-key");
    Archives.write(other, entries);
    refused(other, "lacks files");
  }

  @Test
  void aBombIsCutShort() throws IOException {
    Map<String, byte[]> entries = Archives.read(file);
    entries.put("home/secrets/vault-key", new byte[200_000_000]);
    Archives.write(other, entries);
    refused(other, "home/secrets/vault-key has another digest");
  }

  @Test
  void aLaterFormatIsRefused() throws IOException {
    Archives.rewrite(file, other, text -> text.replace("shuniu-backup 1", "shuniu-backup 2"));
    refused(other, "use a newer hub");
  }

  private void refused(Path archive, String why) {
    assertThatThrownBy(
            () -> Tool.run(List.of("restore", "0.1.0", archive.toString(), blank.toString())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
    assertThat(folder)
        .isDirectoryNotContaining(path -> path.getFileName().toString().contains("restor"));
  }

  private static boolean whole(Path archive) {
    try (ArchiveReader reader = new ArchiveReader(archive)) {
      reader.verify(new Progress(line -> {}));
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
