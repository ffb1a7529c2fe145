// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.ws.rs.core.StreamingOutput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuniu.api.testkit.NoMetrics;

class AuditTest {
  private final Fixture hub = new Fixture();
  private final AuditResource resource =
      new AuditResource(hub.audit, hub.users, hub.audit, hub.access);

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
    var first = hub.audit.find(operation("acd:manage"), Optional.empty(), 10);
    assertThat(first.items()).hasSize(10);
    var second = hub.audit.find(operation("acd:manage"), first.next().map(Long::valueOf), 10);
    assertThat(second.items()).hasSize(3);
    assertThat(second.next()).isEmpty();
  }

  @Test
  void isSearchedByWhoWhatAndToWhat() {
    for (String object : List.of("contact:1", "contact:2", "contacts", "ticket:1", "contact_x:1")) {
      hub.audit.record("contact:export", object, Map.of());
    }
    hub.audit.record("contacts:export", "contact:1", Map.of());
    assertThat(objects(filter(Optional.empty(), Optional.empty(), Optional.of("contact"))))
        .containsExactly("contact:1", "contact:2", "contact:1");
    assertThat(objects(filter(Optional.empty(), Optional.of("contact"), Optional.of("contact:1"))))
        .containsExactly("contact:1");
    assertThat(objects(filter(Optional.empty(), Optional.empty(), Optional.of("contact_x"))))
        .as("no wild cards")
        .containsExactly("contact_x:1");
    assertThat(objects(filter(Optional.empty(), Optional.empty(), Optional.of("contacts"))))
        .containsExactly("contacts");
    assertThat(objects(filter(Optional.of("USER:nobody"), Optional.empty(), Optional.empty())))
        .isEmpty();
  }

  @Test
  void whoReadsItSeesLoginsAndMaySearchByThem() {
    hub.user("chief", Role.ADMINISTRATOR);
    hub.user("li.na", Role.AGENT);
    hub.login("li.na");
    var opened = hub.login("chief");
    var mine = hub.request(opened, () -> resource.list(null, null, " LI.na", null, null, null, 10));
    assertThat(mine.items())
        .extracting(AuditResource.AuditEntry::operation, entry -> entry.actorLogin().orElse(""))
        .containsExactly(tuple("session:open", "li.na"));
    assertThat(
            hub.request(opened, () -> resource.list(null, null, "nobody", null, null, null, 10))
                .items())
        .isEmpty();
  }

  @Test
  void theExportIsWholeHarmlessToSpreadsheetsAndItselfInTheAudit() throws Exception {
    hub.user("chief", Role.ADMINISTRATOR);
    for (int i = 0; i < 1_200; i++) {
      hub.audit.record("acd:manage", "agent:" + i, Map.of("n", i));
    }
    hub.audit.record("acd:manage", "=HYPERLINK(\"http://x\")", Map.of());
    var opened = hub.login("chief");
    StreamingOutput answer = hub.request(opened, () -> resource.csv(operation("acd")));
    var bytes = new ByteArrayOutputStream();
    answer.write(bytes);
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(1_202);
    assertThat(lines.get(0))
        .isEqualTo("\uFEFFplace,at,actor,login,operation,object,detail,remote,hash");
    AuditRow first = hub.audit.find(operation("acd:manage"), Optional.empty(), 1).items().get(0);
    assertThat(lines.get(1))
        .contains(",\"'=HYPERLINK(\"\"http://x\"\")\",{},-,")
        .endsWith(first.hash);
    assertThat(lines.get(2)).contains("agent:1199,\"{\"\"n\"\":1199}\"");
    AuditAct newest = all().get(0).act;
    assertThat(newest.operation + newest.detail).isEqualTo("audit:export{\"operation\":\"acd\"}");

    hub.user("li.na", Role.AGENT);
    assertThatThrownBy(
            () ->
                hub.request(
                    hub.login("li.na"), () -> resource.export(null, null, null, null, null)))
        .hasMessageContaining("security.denied");
  }

  @Test
  void theShellTellsWhereItIsBroken() {
    for (int i = 0; i < 3; i++) {
      hub.audit.record("acd:manage", "agent:" + i, Map.of());
    }
    assertThat(ShellCommands.describe(hub.audit.verify())).isEqualTo("intact, 3 entries in order");
    hub.store.sql("delete from security_audit where seq = 2");
    assertThat(ShellCommands.describe(hub.audit.verify())).startsWith("BROKEN at entry 2");
  }

  @Test
  void aBrokenChainShowsInTheMetrics() {
    AtomicReference<Supplier<Number>> broken = new AtomicReference<>();
    AuditWatch watch = new AuditWatch(hub.audit);
    watch.setMetrics(
        new NoMetrics() {
          @Override
          public Registration gauge(String name, Supplier<Number> value, String... tags) {
            broken.set(value);
            return () -> broken.set(null);
          }
        });
    for (int i = 0; i < 3; i++) {
      hub.audit.record("acd:manage", "agent:" + i, Map.of());
    }
    watch.look();
    assertThat(broken.get().get()).isEqualTo(0);
    hub.store.sql("delete from security_audit where seq = 2");
    watch.look();
    assertThat(broken.get().get()).isEqualTo(1);
    watch.stop();
    assertThat(broken.get()).isNull();
  }

  private List<String> objects(AuditFilter filter) {
    return hub.audit.find(filter, Optional.empty(), 50).items().stream()
        .map(row -> row.act.subject)
        .toList();
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
    return hub.audit.find(AuditFilter.ANY, Optional.empty(), limit).items();
  }

  private static AuditFilter operation(String operation) {
    return filter(Optional.empty(), Optional.of(operation), Optional.empty());
  }

  private static AuditFilter filter(
      Optional<String> actor, Optional<String> operation, Optional<String> object) {
    return new AuditFilter(Optional.empty(), Optional.empty(), actor, operation, object);
  }
}
