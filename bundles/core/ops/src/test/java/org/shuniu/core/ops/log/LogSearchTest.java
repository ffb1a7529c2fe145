// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.testkit.FakeAccess;

/** Over files as the hub's log writes and rolls them. */
class LogSearchTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final String CALL = "0199c0de-0000-7000-8000-00000000000a";
  private static final String OTHER = "0199c0de-0000-7000-8000-00000000000b";

  @TempDir Path folder;

  @Test
  void findsWhatIsAboutAContactInAllFilesNewestFirst() throws IOException {
    write("hub.1.log", 0, line(0, "INFO", "contact=" + CALL + " ", "Offered by main"));
    write(
        "hub.2.log",
        1,
        line(1, "INFO", "contact=" + OTHER + " ", "Offered by main"),
        line(2, "WARN", "matter=" + CALL + " type=channel.send-text ", "the carrier is away"));
    write(
        "hub.log",
        2,
        line(3, "INFO", "", "call " + CALL + " was rejected"),
        line(4, "INFO", "contact=" + CALL + " ", "Ended"));
    write("shell.log", 3, line(5, "INFO", "contact=" + CALL + " ", "of another log"));

    LogSearch.LogPage page = search().find(about(CALL), Optional.empty(), 10);

    assertThat(page.items())
        .extracting(LogEntry::message)
        .containsExactly(
            "Ended", "call " + CALL + " was rejected", "the carrier is away", "Offered by main");
    assertThat(page.items().get(2).type()).contains("channel.send-text");
    assertThat(page.next()).isEmpty();
    assertThat(page.cut()).isFalse();
  }

  @Test
  void aStackTraceBelongsToItsEntry() throws IOException {
    write(
        "hub.log",
        0,
        line(0, "ERROR", "contact=" + CALL + " ", "failed"),
        "java.lang.IllegalStateException: no such | thing",
        "\tat org.shuniu.Somewhere",
        line(1, "INFO", "", "all is well"));

    LogEntry entry = search().find(about(CALL), Optional.empty(), 10).items().get(0);

    assertThat(entry.level()).isEqualTo("ERROR");
    assertThat(entry.more())
        .contains("java.lang.IllegalStateException: no such | thing\n\tat org.shuniu.Somewhere");
    assertThat(search().find(saying("SOMEWHERE"), Optional.empty(), 10).items()).hasSize(1);
  }

  @Test
  void pagesGoOnWhereTheyEndedAlsoWhenTheLogRollsMeanwhile() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      lines.add(line(i, "INFO", "contact=" + CALL + " ", "number " + i + " 您好"));
    }
    write("hub.log", 0, lines.toArray(String[]::new));
    LogSearch search = search();
    LogSearch.LogPage page = search.find(about(CALL), Optional.empty(), 200);
    Files.move(folder.resolve("hub.log"), folder.resolve("hub.1.log"));
    write("hub.log", 1, line(6_000, "INFO", "contact=" + CALL + " ", "of the new file"));

    List<String> seen = new ArrayList<>();
    while (true) {
      page.items().forEach(entry -> seen.add(entry.message()));
      if (page.next().isEmpty()) {
        break;
      }
      page = search.find(about(CALL), page.next(), 200);
    }

    assertThat(seen).hasSize(5_000).doesNotHaveDuplicates();
    assertThat(seen.get(0)).isEqualTo("number 4999 您好");
    assertThat(seen.get(4_999)).isEqualTo("number 0 您好");
  }

  @Test
  void aSearchThatReadsTooMuchTellsHowFarItCame() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(line(0, "INFO", "contact=" + CALL + " ", "the only one"));
    for (int i = 1; i < 20_000; i++) {
      lines.add(line(i, "INFO", "", "something else, " + "x".repeat(60)));
    }
    write("hub.log", 0, lines.toArray(String[]::new));
    LogSearch search = search(300_000);

    LogSearch.LogPage page = search.find(about(CALL), Optional.empty(), 10);
    assertThat(page.items()).isEmpty();
    assertThat(page.cut()).isTrue();
    assertThat(page.reached()).hasValueSatisfying(at -> assertThat(at).isAfter(BEGIN));
    int turns = 1;
    while (page.next().isPresent() && page.items().isEmpty()) {
      page = search.find(about(CALL), page.next(), 10);
      turns++;
    }
    assertThat(page.items()).extracting(LogEntry::message).containsExactly("the only one");
    assertThat(turns).isBetween(3, 30);
  }

  @Test
  void filtersByLevelWordsAndTime() throws IOException {
    write(
        "hub.log",
        0,
        line(0, "INFO", "", "the broker started"),
        line(10, "WARN", "", "the broker is lost"),
        line(20, "ERROR", "", "the Broker failed"),
        line(30, "WARN", "", "a driver is slow"));

    assertThat(messages(filter("WARN", "broker", null, null)))
        .containsExactly("the Broker failed", "the broker is lost");
    assertThat(messages(filter(null, null, BEGIN.plusSeconds(10), BEGIN.plusSeconds(30))))
        .containsExactly("the Broker failed", "the broker is lost");
    assertThatThrownBy(() -> filter("LOUD", null, null, null)).isInstanceOf(HubException.class);
    assertThatThrownBy(() -> search().find(about(CALL), Optional.of("nonsense"), 1))
        .hasMessageContaining("rest.parameter.invalid");
  }

  @Test
  void aLineWithoutEndIsHeldInPart() throws IOException {
    write(
        "hub.log",
        0,
        line(0, "INFO", "contact=" + CALL + " ", "before"),
        line(1, "INFO", "contact=" + CALL + " ", "y".repeat(3_000_000)),
        line(2, "INFO", "contact=" + CALL + " ", "behind"));

    List<LogEntry> found = search().find(about(CALL), Optional.empty(), 10).items();

    assertThat(found).hasSize(3);
    assertThat(found.get(1).message()).hasSizeLessThan(Backwards.LONGEST + 200_000);
    assertThat(found.get(2).message()).isEqualTo("before");
  }

  @Test
  void anEmptyFolderHasNoLog() {
    assertThat(messages(about(CALL))).isEmpty();
  }

  @Test
  void whoLooksIsOnRecordAndNumbersAreNot() throws IOException {
    write("hub.log", 0, line(0, "INFO", "contact=" + CALL + " ", "Offered by main"));
    List<String> audited = new ArrayList<>();
    FakeAccess access = new FakeAccess();
    LogResource resource =
        new LogResource(
            folder,
            access,
            (operation, object, detail) -> audited.add(operation + " " + object + " " + detail));
    access.user("u1", "log:read");

    LogSearch.LogPage page = resource.find(CALL, null, "13800001234", null, null, null, 10);
    assertThat(page.items()).isEmpty();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    resource.text(about(CALL)).write(file);

    assertThat(file.toString(StandardCharsets.UTF_8))
        .contains("INFO  o.s.Some contact=" + CALL + " | Offered by main");
    assertThat(audited)
        .containsExactly("log:read log:" + CALL + " {text=***}", "log:export log:" + CALL + " {}");
    access.user("u2", "audit:read");
    assertThatThrownBy(() -> resource.find(CALL, null, null, null, null, null, 10))
        .hasMessageContaining("security.denied");
  }

  private List<String> messages(LogFilter filter) {
    return search().find(filter, Optional.empty(), 100).items().stream()
        .map(LogEntry::message)
        .toList();
  }

  private LogSearch search() {
    return search(64L * 1024 * 1024);
  }

  private LogSearch search(long mostBytes) {
    return new LogSearch(new LogFiles(folder), mostBytes, Duration.ofMinutes(1));
  }

  private static LogFilter about(String id) {
    return new LogFilter(
        Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static LogFilter saying(String words) {
    return filter(null, words, null, null);
  }

  private static LogFilter filter(String level, String text, Instant from, Instant to) {
    return new LogFilter(
        Optional.empty(),
        Optional.ofNullable(level),
        Optional.ofNullable(text),
        Optional.ofNullable(from),
        Optional.ofNullable(to));
  }

  private static String line(int second, String level, String context, String message) {
    return "%s %-5s %-28s %s| %s"
        .formatted(
            BEGIN.plusSeconds(second).toString().replace("Z", ".000Z"),
            level,
            "o.s.Some",
            context,
            message);
  }

  private void write(String name, int age, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, String.join("\n", lines) + "\n");
    Files.setLastModifiedTime(file, FileTime.from(BEGIN.plusSeconds(age)));
  }
}
