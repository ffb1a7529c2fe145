// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.shuniu.api.testkit.FakeVault;
import org.shuniu.api.testkit.TestStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may be behind a number is found by an index: a hundred times the citizens cost no more. */
class CandidatesSpeedTest {
  private static final Logger LOG = LoggerFactory.getLogger(CandidatesSpeedTest.class);
  private static final int WARM_UP = 30;
  private static final int BATCHES = 20;
  private static final int BATCH = 20;
  private static final double MOST = 3;

  @Test
  void theTimeDoesNotGrowWithTheNumberOfCitizens() {
    long few = median(1_000);
    long many = median(100_000);
    double ratio = (double) many / few;
    LOG.info("median of {} queries: {} ns and {} ns, ratio {}", BATCH, few, many, ratio);
    assertThat(ratio).isLessThan(MOST);
  }

  private static long median(int citizens) {
    try (TestStore database = Office.store()) {
      fill(database, citizens);
      CitizenStore store =
          new CitizenStore(
              database.entityManager(),
              database.transactions(),
              new FakeVault(),
              Clock.systemUTC());
      long[] times = new long[BATCHES];
      for (int batch = -WARM_UP; batch < BATCHES; batch++) {
        long taken = batch(database, store, citizens, (batch + WARM_UP) * 997);
        if (batch >= 0) {
          times[batch] = taken;
        }
      }
      Arrays.sort(times);
      return times[BATCHES / 2];
    }
  }

  /** In one transaction, so that queries are measured and not the opening of connections. */
  private static long batch(TestStore database, CitizenStore store, int citizens, int from) {
    return database
        .transactions()
        .call(
            () -> {
              long begin = System.nanoTime();
              for (int i = 0; i < BATCH; i++) {
                assertThat(store.candidates(number(from + i * 7, citizens))).hasSize(2);
              }
              return System.nanoTime() - begin;
            });
  }

  /** Every number has two citizens. */
  private static String number(int i, int citizens) {
    return String.valueOf(15_000_000_000L + i % (citizens / 2));
  }

  private static void fill(TestStore database, int citizens) {
    database.sql(
        "INSERT INTO citizen_citizen (id, row_version, name, kind, created_at, created_by)"
            + " SELECT 'c' || x, 0, '张三', 'PERSON', CURRENT_TIMESTAMP, 'u'"
            + " FROM SYSTEM_RANGE(1, "
            + citizens
            + ")");
    database.sql(
        "INSERT INTO citizen_phone (citizen, place, phone)"
            + " SELECT 'c' || x, 0, CAST(15000000000 + MOD(x, "
            + citizens / 2
            + ") AS VARCHAR) FROM SYSTEM_RANGE(1, "
            + citizens
            + ")");
    database.sql("ANALYZE");
  }
}
