// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.shuniu.api.services.acd.AgentReserved;
import org.shuniu.api.services.acd.EnqueueContact;
import org.shuniu.api.services.contact.AgentReleased;
import org.shuniu.api.services.contact.Medium;
import org.shuniu.api.services.contact.ReservationEnded;

/**
 * Prints how many contacts the router alone takes through waiting, reservation, answer and release,
 * with many agents and a long queue. A program, not a test: numbers of a machine are no assertion.
 */
final class Throughput {
  private static final int SKILLS = 20;

  private Throughput() {}

  public static void main(String[] arguments) {
    for (int agents : new int[] {100, 1_000, 5_000}) {
      for (int backlog : new int[] {0, 10_000}) {
        // The first round warms up.
        run(agents, backlog, 50_000, false);
        run(agents, backlog, 200_000, true);
      }
    }
  }

  private static void run(int agents, int backlog, int contacts, boolean shown) {
    Queue<AgentReserved> reserved = new ArrayDeque<>();
    Router router =
        new Router(
            Clock.systemUTC(),
            new Rules(Duration.ofMinutes(10), Duration.ofMinutes(1), BreakRule.NONE),
            effect -> {
              if (effect instanceof Effect.Reserved told) {
                reserved.add(told.reservation().message());
              }
            },
            () -> false);
    for (int i = 0; i < SKILLS; i++) {
      router.put(Hall.limited("s" + i, 1_000_000));
    }
    Random random = new Random(1);
    for (int i = 0; i < agents; i++) {
      Map<String, Integer> skills = Map.of("s" + i % SKILLS, 1, "s" + (i + 7) % SKILLS, 2);
      router.put(Hall.profile("a" + i, true, skills));
    }
    // Everybody is busy, and so many wait besides.
    for (int i = 0; i < backlog + (backlog > 0 ? agents : 0); i++) {
      enqueue(router, "w" + i, random);
    }
    long[] took = new long[contacts];
    Instant begin = Instant.now();
    for (int i = 0; i < contacts; i++) {
      long start = System.nanoTime();
      enqueue(router, "k" + i, random);
      AgentReserved next = reserved.poll();
      if (next != null) {
        serve(router, next);
      }
      took[i] = System.nanoTime() - start;
    }
    Duration all = Duration.between(begin, Instant.now());
    if (shown) {
      Arrays.sort(took);
      System.out.printf(
          "agents %,6d  waiting %,7d  contacts/s %,9d  p50 %5.1f us  p99 %6.1f us%n",
          agents,
          router.look(s -> s.matcher().waitingAtAll()),
          contacts * 1_000L / Math.max(1, all.toMillis()),
          took[contacts / 2] / 1_000.0,
          took[contacts * 99 / 100] / 1_000.0);
    }
  }

  private static void enqueue(Router router, String contact, Random random) {
    Instant now = Instant.now();
    String skill = "s" + random.nextInt(SKILLS);
    router.enqueue(new EnqueueContact(contact, Medium.VOICE, skill, 0, now), now);
  }

  private static void serve(Router router, AgentReserved reserved) {
    Instant now = Instant.now();
    router.ended(
        new ReservationEnded(
            reserved.contact(),
            reserved.agent(),
            reserved.reservation(),
            ReservationEnded.Outcome.ANSWERED,
            now));
    router.released(new AgentReleased(reserved.contact(), reserved.agent(), now));
    router.roster(
        r -> {
          r.request(r.find(reserved.agent()).orElseThrow(), Posture.READY, true);
          return true;
        });
  }
}
