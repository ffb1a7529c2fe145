// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import java.util.Arrays;

/**
 * Compares two ways to ask the same system: turns of both, one after another, so that what else the
 * machine does falls on both. Prints percentiles in microseconds.
 */
public final class Overhead {
  private static final int WARM_UP = 2_000;
  private static final int ROUNDS = 3_000;

  private Overhead() {}

  /** One question. */
  @FunctionalInterface
  public interface Call {
    void once() throws Exception;
  }

  /** Prints both, and the difference of their medians. */
  public static void compare(String bareName, Call bare, String ourName, Call ours)
      throws Exception {
    long[] link = new long[ROUNDS];
    long[] client = new long[ROUNDS];
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      long first = timed(ours);
      long second = timed(bare);
      if (i >= 0) {
        link[i] = first;
        client[i] = second;
      }
    }
    print(bareName, client);
    print(ourName, link);
    System.out.printf("overhead p50 %d us%n", percentile(link, 50) - percentile(client, 50));
  }

  private static long timed(Call call) throws Exception {
    long begin = System.nanoTime();
    call.once();
    return (System.nanoTime() - begin) / 1_000;
  }

  private static void print(String name, long[] micros) {
    System.out.printf(
        "%-16s p50 %d us, p90 %d us, p99 %d us%n",
        name, percentile(micros, 50), percentile(micros, 90), percentile(micros, 99));
  }

  private static long percentile(long[] micros, int percent) {
    long[] sorted = micros.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }
}
