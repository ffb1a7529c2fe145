// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTest {
  private final Fixture hub = new Fixture();

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void tellsWhoDidWhatFromWhere() {
    UserRow user = hub.user("li.na", Role.AGENT);
    hub.request(
        hub.login("li.na"),
        () -> {
          hub.audit.record("contact:export", "contacts", Map.of("rows", 12, "format", "csv"));
          return true;
        });
    AuditAct newest = all().get(0).act;
    assertThat(newest.fields())
        .containsExactly(
            Long.toString(hub.clock.millis()),
            "USER:" + user.id,
            "contact:export",
            "contacts",
            "{\"format\":\"csv\",\"rows\":12}",
            "10.0.0.1");
    assertThat(all()).extracting(row -> row.act.operation).contains("session:open", "user:create");
  }

  @Test
  void aRefusedLoginIsNotedWithoutWhatWasTyped() {
    assertThatThrownBy(() -> hub.open("my-password-in-the-wrong-field", "x", "10.0.0.7"));
    AuditAct act = all().get(0).act;
    assertThat(act.operation).isEqualTo("session:refuse");
    assertThat(act.fields().toString()).doesNotContain("wrong-field");
  }

  @Test
  void goesWithTheTransaction() {
    assertThatThrownBy(
        () ->
            hub.store
                .transactions()
                .run(
                    () -> {
                      hub.audit.record("acd:manage", "agent:1", Map.of());
                      throw new IllegalStateException("rolled back");
                    }));
    assertThat(all()).isEmpty();
  }

  @Test
  void manyWritersMakeOneWholeChain() throws Exception {
    var pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> tasks =
          IntStream.range(0, 400)
              .<Callable<Boolean>>mapToObj(
                  i ->
                      () -> {
                        hub.audit.record("acd:manage", "agent:" + i, Map.of("n", i));
                        return true;
                      })
              .toList();
      for (var done : pool.invokeAll(tasks)) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(hub.audit.verify()).isEqualTo(new AuditTrail.Verdict(400, Optional.empty()));
    assertThat(all(1_000).stream().map(row -> row.seq).distinct().count()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "update security_audit set detail = '{}' where seq = 7; 7",
        "update security_audit set actor = 'HUB:hub2' where seq = 1; 1",
        "update security_audit set happened_at = happened_at + interval '1' second where seq = 5; 5",
        "delete from security_audit where seq = 9; 9",
        "delete from security_audit where seq = 20; 20",
        "update security_audit set seq = 30 where seq = 20; 20",
      })
  void tamperingIsFound(String tampering, long place) {
    for (int i = 0; i < 20; i++) {
      hub.audit.record("acd:manage", "agent:" + i, Map.of("n", i));
    }
    assertThat(hub.audit.verify()).isEqualTo(new AuditTrail.Verdict(20, Optional.empty()));
    hub.store.sql(tampering);
    assertThat(hub.audit.verify().broken()).contains(place);
  }

  @Test
  void isReadInPages() {
    for (int i = 0; i < 25; i++) {
      hub.audit.record(i % 2 == 0 ? "acd:manage" : "ivr:manage", "x:" + i, Map.of());
    }
    var first = hub.audit.find(query(Optional.of("acd:manage"), Optional.empty(), 10));
    assertThat(first.items()).hasSize(10);
    var second =
        hub.audit.find(query(Optional.of("acd:manage"), first.next().map(Long::valueOf), 10));
    assertThat(second.items()).hasSize(3);
    assertThat(second.next()).isEmpty();
  }

  @Test
  void detailThatIsTooLongIsLeftOut() {
    hub.audit.record("acd:manage", "x".repeat(500), Map.of("text", "字".repeat(1_000)));
    assertThat(all().get(0).act.detail).isEqualTo("{\"shortened\":true}");
  }

  private List<AuditRow> all() {
    return all(200);
  }

  private List<AuditRow> all(int limit) {
    return hub.audit.find(query(Optional.empty(), Optional.empty(), limit)).items();
  }

  private static AuditTrail.Query query(
      Optional<String> operation, Optional<Long> before, int limit) {
    return new AuditTrail.Query(
        Optional.empty(), Optional.empty(), Optional.empty(), operation, before, limit);
  }
}
