// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.HealthProbe.Health.Status;

/** A database in a process of its own (in effect: behind a socket) goes away and comes back. */
class LostDatabaseTest {
  @TempDir Path folder;

  @Test
  void callsAreRefusedSoonAndWorkAgainByThemselves() throws Exception {
    Server server = serve("0");
    int port = server.getPort();
    String url = "jdbc:h2:tcp://127.0.0.1:" + port + "/./lost;WRITE_DELAY=0";
    try (Fixture store = new Fixture(new org.h2.Driver(), url, "sa");
        StoreProbe probe = new StoreProbe(store.pool)) {
      insert(store, "before");
      assertThat(probe.check().status()).isEqualTo(Status.UP);

      server.stop();
      assertUnavailable(store);
      long start = System.nanoTime();
      for (int i = 0; i < 200; i++) {
        assertUnavailable(store);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("200 calls, most of which are refused at once")
          .isLessThan(Duration.ofSeconds(10));
      assertThat(probe.check().status()).isEqualTo(Status.DOWN);

      server = serve(Integer.toString(port));
      await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> insert(store, "after"));
      await()
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(() -> assertThat(probe.check().status()).isEqualTo(Status.UP));
      assertThat(
              store.transactions.call(
                  () ->
                      store
                          .leftRows
                          .createQuery("select id from LeftRow order by id", String.class)
                          .getResultList()))
          .containsExactly("after", "before");
    } finally {
      server.stop();
    }
  }

  private Server serve(String port) throws Exception {
    return Server.createTcpServer("-tcpPort", port, "-ifNotExists", "-baseDir", folder.toString())
        .start();
  }

  private static boolean insert(Fixture store, String id) {
    store.transactions.run(() -> store.leftRows.persist(new Rows.Left(id)));
    return true;
  }

  private static void assertUnavailable(Fixture store) {
    assertThatThrownBy(() -> insert(store, "never"))
        .isInstanceOfSatisfying(
            HubException.class,
            e -> {
              assertThat(e.code()).isEqualTo("store.unavailable");
              assertThat(e.kind()).isEqualTo(HubException.Kind.CAPACITY);
            });
  }
}
