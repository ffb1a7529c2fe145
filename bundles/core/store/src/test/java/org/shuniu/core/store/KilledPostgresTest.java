// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.shuniu.api.base.HubException;

/**
 * Against a real PostgreSQL that the caller of the test kills and starts: {@code
 * -Dshuniu.postgresql.url=… -Dshuniu.postgresql.kill=… -Dshuniu.postgresql.start=…}.
 */
@EnabledIfSystemProperty(named = "shuniu.postgresql.url", matches = ".+")
class KilledPostgresTest {
  private final String url = System.getProperty("shuniu.postgresql.url");

  @Test
  void aKilledServerIsToldOfSoonAndIsUsedAgainByItself() throws Exception {
    try (Fixture store = new Fixture(new org.postgresql.Driver(), url, "sa")) {
      store.sql("delete from left_row");
      insert(store, "before");
      run("shuniu.postgresql.kill");
      long lost = System.nanoTime();
      await()
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> insert(store, "never"))
                      .isInstanceOfSatisfying(
                          HubException.class,
                          e -> assertThat(e.code()).isEqualTo("store.unavailable")));
      System.out.printf("refused after %d ms%n", (System.nanoTime() - lost) / 1_000_000);
      run("shuniu.postgresql.start");
      long back = System.nanoTime();
      await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> insert(store, "after"));
      System.out.printf("works again after %d ms%n", (System.nanoTime() - back) / 1_000_000);
      assertThat(
              store.transactions.call(
                  () ->
                      store
                          .leftRows
                          .createQuery("select id from LeftRow order by id", String.class)
                          .getResultList()))
          .containsExactly("after", "before");
    }
  }

  private static boolean insert(Fixture store, String id) {
    store.transactions.run(() -> store.leftRows.persist(new Rows.Left(id)));
    return true;
  }

  private static void run(String property) throws Exception {
    Process process =
        new ProcessBuilder("/bin/sh", "-c", System.getProperty(property)).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }
}
