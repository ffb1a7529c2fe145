// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.core.bus.DeadLetters.Address;
import org.shuniu.core.bus.Messages.Fact;

class DeadLetterDeskTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;
  private Rig rig;
  private final Set<String> bad = ConcurrentHashMap.newKeySet();
  private Recorder recorder;

  @BeforeEach
  void start() {
    rig = new Rig(folder);
    recorder = new Recorder("desk", false, 4);
    recorder.trap =
        (key, number) -> {
          if (bad.contains(key)) {
            throw new IllegalStateException("no");
          }
        };
    rig.register(recorder);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void tellsWhatFailedFromWhatOnlyWaitsBehindIt() {
    bad.addAll(Set.of("a", "b"));
    for (int i = 1; i <= 3; i++) {
      rig.bus.publish(new Fact("a", i));
    }
    rig.bus.publish(new Fact("b", 1));
    await().atMost(SOON).until(() -> all().size() == 4);

    assertThat(rig.hub.desk().tally()).isEqualTo(Map.of(false, 2L, true, 2L));
    assertThat(rig.hub.desk().behind(all())).isEqualTo(Map.of(new Address("desk", "a"), 2L));
    assertThat(
            of(
                new DeadLetterFilter(
                    none(), none(), none(), Optional.of(true), anyTime(), anyTime())))
        .allMatch(row -> row.key.equals("a"))
        .hasSize(2);
    assertThat(
            of(
                new DeadLetterFilter(
                    none(), none(), Optional.of("b"), anyState(), anyTime(), anyTime())))
        .hasSize(1);
    String type = all().get(0).tag.split("/")[0];
    assertThat(
            of(
                new DeadLetterFilter(
                    none(), Optional.of(type), none(), anyState(), anyTime(), anyTime())))
        .hasSize(4);
    assertThat(
            of(
                new DeadLetterFilter(
                    Optional.of("x"), none(), none(), anyState(), anyTime(), anyTime())))
        .isEmpty();
    Instant later = Instant.now().plusSeconds(60);
    assertThat(
            of(
                new DeadLetterFilter(
                    none(), none(), none(), anyState(), Optional.of(later), anyTime())))
        .isEmpty();
  }

  @Test
  void whatWaitsBehindADiscardedLetterIsReleasedInItsOrder() {
    bad.add("a");
    for (int i = 1; i <= 3; i++) {
      rig.bus.publish(new Fact("a", i));
    }
    await().atMost(SOON).until(() -> all().size() == 3);
    bad.clear();

    rig.hub.desk().discard(all().get(0).id);
    rig.hub.desk().release(new Address("desk", "a"));

    await().atMost(SOON).until(() -> all().isEmpty());
    assertThat(recorder.of("a")).containsExactly(2, 3);
  }

  @Test
  void anEnvelopeShowsItsShapeAndNobody() {
    String json =
        """
        {"id":"01890a5d-ac96-774b-bcce-b302099a8057","type":"ticket.opened","time":"2026-01-05T01:00:00Z",
         "actor":"USER:li","data":{"state":"OPEN","name":"王秀芳","phone":"13800001234","count":3,
         "card":110101199003074518,"text":"三个月没有发工资","empty":"","yes":true,"list":[{"after":"PT5S"}]}}
        """;

    String shown = Masked.json(json.getBytes(StandardCharsets.UTF_8));

    assertThat(shown)
        .contains("01890a5d-ac96-774b-bcce-b302099a8057", "ticket.opened", "2026-01-05T01:00:00Z")
        .contains("\"state\" : \"OPEN\"", "\"count\" : 3", "\"after\" : \"PT5S\"", "true")
        .contains("\"name\" : \"***\"", "\"phone\" : \"***********\"")
        .doesNotContain("王", "1380", "1101", "工资");
    assertThat(Masked.line("no number 13800001234 in line 12"))
        .isEqualTo("no number *********** in line 12");
    assertThat(Masked.json(new byte[] {1, 2})).isEqualTo("not JSON, 2 bytes");
  }

  private List<DeadLetterRow> all() {
    return of(DeadLetterFilter.ALL);
  }

  private List<DeadLetterRow> of(DeadLetterFilter filter) {
    return rig.hub.desk().list(filter, "", 100);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static Optional<Boolean> anyState() {
    return Optional.empty();
  }

  private static Optional<Instant> anyTime() {
    return Optional.empty();
  }
}
