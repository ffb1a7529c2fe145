// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Secrets;
import org.shuniu.api.testkit.FakeAccess;
import org.shuniu.api.testkit.TestStore;

/** Over real files, the real Config Admin and the real fileinstall. */
class SettingsTest {
  private static final String ID = "sample.link-main";
  private static final String BY_HAND =
      "# Our own words: 我们的话\n\n# Where it listens\nport = 6000\nhost = ${somewhere}\nname = main\n";

  @TempDir Path folder;
  private final TestStore store = new TestStore(VersionRow.class);
  private final FakeAccess access = new FakeAccess();
  private final List<String> audited = new ArrayList<>();
  private final Secrets secrets =
      reference -> {
        if (reference.equals("env:THERE")) {
          return "hunter2";
        }
        throw HubException.invalid("hub.secret.missing", Map.of());
      };
  private Path file;
  private Etc etc;
  private Container container;
  private History history;
  private Running running;
  private Settings settings;
  private Views views;
  private Probes probes;

  @BeforeEach
  void start() throws Exception {
    Path folderOfFiles = Files.createDirectory(folder.resolve("etc"));
    file = folderOfFiles.resolve(ID + ".cfg");
    etc = new Etc(folderOfFiles, UTF_8);
    container = new Container(folderOfFiles, folder.resolve("cache"));
    history = new History(store.entityManager(), store.transactions(), Clock.systemUTC());
    running = new Running(container.admin());
    settings =
        new Settings(
            etc,
            history,
            running,
            access,
            (operation, object, detail) -> audited.add(operation + " " + object + " " + detail),
            store.transactions());
    probes = new Probes(Map.of("somewhere", "10.0.0.7")::get, Duration.ofMillis(400));
    views = new Views(etc, running, secrets, history, probes);
    access.user("u1", "config:edit");
  }

  @AfterEach
  void stop() throws Exception {
    container.close();
    store.close();
  }

  private void byHand(String text) throws Exception {
    // At once, as a good editor does: half a file is a file as well.
    Path fresh = Files.writeString(folder.resolve("fresh"), text);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    await().until(() -> running.matches(ID, settings.read(ID)));
  }

  private SettingsForm form() {
    return views.form(Sample.LINK, ID);
  }

  private void save(Map<String, List<String>> changes) {
    settings.save(Sample.LINK, ID, form().revision(), changes);
  }

  private SettingsField field(String key) {
    return form().fields().stream().filter(f -> f.id().equals(key)).findFirst().orElseThrow();
  }

  private Configuration configuration() throws Exception {
    return container.admin().listConfigurations("(service.factoryPid=sample.link)")[0];
  }

  @Test
  void aChangeIsInTheFileAndInForceAndCommentsStay() throws Exception {
    byHand(BY_HAND);
    save(Map.of("port", List.of("7000"), "mode", List.of("TWO")));
    assertThat(Files.readString(file))
        .contains("# Our own words: 我们的话", "# Where it listens\nport = 7000", "mode = TWO")
        .contains("host = ${somewhere}");
    assertThat(form().inForce()).isTrue();
    assertThat(configuration().getProperties().get("port")).isEqualTo("7000");
    assertThat(audited).containsExactly("config:change config:" + ID + " {keys=[mode, port]}");
  }

  @Test
  void listsAndChineseArriveWholeAndOutliveAWipedCache() throws Exception {
    byHand(BY_HAND);
    save(Map.of("trunks", List.of("east", "west, far"), "name", List.of("社保")));
    container.close();
    container = new Container(file.getParent(), folder.resolve("another-cache"));
    running = new Running(container.admin());
    await().until(() -> running.matches(ID, settings.read(ID)));
    assertThat((Object[]) configuration().getProperties().get("trunks"))
        .containsExactly("east", "west, far");
    assertThat(configuration().getProperties().get("name")).isEqualTo("社保");
    assertThat(Files.readString(file)).contains("# Our own words: 我们的话", "社保");
  }

  @Test
  void anEmptyListIsNoListWithAnEmptyText() throws Exception {
    byHand(BY_HAND);
    save(Map.of("trunks", List.of()));
    assertThat((Object[]) configuration().getProperties().get("trunks")).isEmpty();
    assertThat(field("trunks").values()).isEmpty();
  }

  @Test
  void aKeyGoesBackToItsDefault() throws Exception {
    byHand(BY_HAND);
    Map<String, List<String>> reset = new HashMap<>();
    reset.put("port", null);
    save(reset);
    assertThat(Files.readString(file)).doesNotContain("port =");
    assertThat(field("port").values()).containsExactly("5038");
    assertThat(field("port").set()).isFalse();
  }

  @Test
  void whatCannotBeIsRefusedAtItsFieldAndNothingIsWritten() throws Exception {
    byHand(BY_HAND);
    assertThatThrownBy(() -> save(Map.of("port", List.of("0"), "what", List.of("x"))))
        .isInstanceOfSatisfying(
            HubException.class,
            e -> {
              assertThat(e.code()).isEqualTo("settings.invalid");
              assertThat(e.arguments().get("problems").toString())
                  .contains("port", "min", "what", "unknown");
            });
    assertThat(Files.readString(file)).contains("port = 6000");
    assertThat(audited).isEmpty();
  }

  @Test
  void theSecondOfTwoAdministratorsIsToldWhoWasFirst() throws Exception {
    byHand(BY_HAND);
    String seen = form().revision();
    save(Map.of("port", List.of("7000")));
    access.user("u2", "config:edit");
    assertThatThrownBy(() -> settings.save(Sample.LINK, ID, seen, Map.of("port", List.of("8000"))))
        .isInstanceOfSatisfying(
            HubException.class,
            e -> {
              assertThat(e.code()).isEqualTo("settings.changed");
              assertThat(e.arguments()).containsEntry("login", "u1");
            });
  }

  @Test
  void historyKnowsUsersAndHandsAndRollsBack() throws Exception {
    byHand(BY_HAND);
    save(Map.of("port", List.of("7000")));
    byHand(BY_HAND.replace("6000", "9000"));
    settings.observe(ID);
    List<SettingsVersion> versions = views.versions(ID, Integer.MAX_VALUE, 10);
    assertThat(versions)
        .extracting(SettingsVersion::kind)
        .containsExactly(VersionRow.Kind.EDITED, VersionRow.Kind.SAVED, VersionRow.Kind.FOUND);
    assertThat(versions)
        .extracting(SettingsVersion::login)
        .containsExactly(Optional.empty(), Optional.of("u1"), Optional.empty());
    assertThat(versions.get(0).changes())
        .containsExactly(
            new SettingsVersion.SettingsChange(
                "port", Optional.of(List.of("7000")), Optional.of(List.of("9000"))));
    settings.rollBack(Sample.LINK, ID, form().revision(), 2);
    assertThat(field("port").values()).containsExactly("7000");
    assertThat(Files.readString(file)).contains("# Where it listens\nport = 7000");
    assertThat(configuration().getProperties().get("port")).isEqualTo("7000");
  }

  @Test
  void aSecretInTheFileIsNeitherShownNorKeptAndSurvivesARollBack() throws Exception {
    byHand(BY_HAND + "secret = hunter2\n");
    assertThat(field("secret").values()).containsExactly(Values.MASK);
    assertThat(field("secret").problem().orElseThrow().code()).isEqualTo("reference");
    save(Map.of("port", List.of("7000")));
    settings.rollBack(Sample.LINK, ID, form().revision(), 1);
    assertThat(Files.readString(file)).contains("secret = hunter2", "port = 6000");
    assertThat(history.before(ID, 99, 9)).noneMatch(row -> row.content.contains("hunter2"));
    save(Map.of("secret", List.of("env:THERE")));
    assertThat(field("secret").secretFound()).contains(true);
    save(Map.of("secret", List.of("env:AWAY")));
    assertThat(field("secret").secretFound()).contains(false);
  }

  @Test
  void whatIsTriedIsTheFileWithTheChangesAndIsNotSaved() throws Exception {
    byHand(BY_HAND);
    Map<String, List<String>> changes = new HashMap<>();
    changes.put("port", List.of("7000"));
    changes.put("name", null);
    assertThat(settings.wouldBe(Sample.LINK, ID, changes))
        .containsOnly(
            Map.entry("port", List.of("7000")), Map.entry("host", List.of("${somewhere}")));
    assertThat(settings.wouldBe(Sample.LINK, "sample.link", Map.of("port", List.of("1"))))
        .containsOnlyKeys("port");
    assertThatThrownBy(() -> settings.wouldBe(Sample.LINK, ID, Map.of("port", List.of("0"))))
        .hasMessageContaining("settings.invalid");
    assertThat(Files.readString(file)).isEqualTo(BY_HAND);
    assertThat(audited).isEmpty();
  }

  @Test
  void instancesComeAndGo() throws Exception {
    settings.create(Sample.LINK, "second", Map.of("port", List.of("1234")));
    assertThat(configuration().getProperties().get("name")).isEqualTo("second");
    assertThatThrownBy(() -> settings.create(Sample.LINK, "second", Map.of()))
        .hasMessageContaining("settings.name.taken");
    assertThatThrownBy(() -> settings.create(Sample.LINK, "../evil", Map.of()))
        .hasMessageContaining("settings.name.invalid");
    String id = "sample.link-second";
    assertThatThrownBy(() -> settings.delete(Sample.LINK, id, "first"))
        .hasMessageContaining("settings.confirmation");
    settings.delete(Sample.LINK, id, "second");
    await()
        .untilAsserted(
            () ->
                assertThat(container.admin().listConfigurations("(service.factoryPid=sample.link)"))
                    .isNull());
    settings.rollBack(Sample.LINK, id, "none", 1);
    assertThat(configuration().getProperties().get("port")).isEqualTo("1234");
  }

  @Test
  void aFileThatNobodyUnderstandsIsTold() throws Exception {
    Files.writeString(file, "<xml/>");
    assertThat(form().readable()).isFalse();
    assertThatThrownBy(() -> save(Map.of("port", List.of("7000"))))
        .hasMessageContaining("settings.file.malformed");
    byHand("port = many\nolder = 1\n");
    assertThat(field("port").problem().orElseThrow().code()).isEqualTo("number");
    assertThat(form().unknown()).extracting("key").containsExactly("older");
  }

  @Test
  void aTextThatWouldBeReadAsSomethingElseIsRefused() throws Exception {
    byHand("# Nothing yet\n");
    assertThatThrownBy(() -> save(Map.of("name", List.of("[bracketed]"))))
        .hasMessageContaining("storable");
  }

  @Test
  void theWatchNotesHandsAndTheirDeletions() throws Exception {
    Schemas schemas =
        new Schemas(null) {
          @Override
          List<Schema> all(String language) {
            return List.of(Sample.LINK);
          }
        };
    Watch watch = new Watch(etc, schemas, settings, history, Clock.systemUTC());
    byHand(BY_HAND);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
    watch.look();
    Files.delete(file);
    watch.look();
    assertThat(views.versions(ID, Integer.MAX_VALUE, 10))
        .extracting(SettingsVersion::kind)
        .containsExactly(VersionRow.Kind.DELETED, VersionRow.Kind.FOUND);
    watch.stop();
  }
}
