// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Message;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.services.acd.AgentReserved;
import org.shuniu.api.services.acd.EnqueueContact;
import org.shuniu.api.services.contact.AgentReleased;
import org.shuniu.api.services.contact.Medium;
import org.shuniu.api.services.contact.ReservationEnded;
import org.shuniu.api.testkit.NoMetrics;
import org.shuniu.api.testkit.TestStore;

/**
 * Prints how long a contact waits for its reservation to be told when contacts come at a steady
 * rate, with every state written to a database file whose commits reach the disk. Without the bus.
 * A program, not a test.
 */
final class Surge {
  private static final int AGENTS = 1_000;
  private static final int SECONDS = 10;

  private Surge() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("acd-surge");
    try {
      for (int rate : new int[] {100, 500, 1_000}) {
        run(rate, folder.resolve("db" + rate));
      }
    } finally {
      delete(folder);
    }
  }

  private static void run(int rate, Path file) throws Exception {
    String url = "jdbc:h2:file:" + file + ";WRITE_DELAY=0;RETENTION_TIME=0;DB_CLOSE_DELAY=-1";
    Clock clock = Clock.systemUTC();
    RestOfTheHub bus = new RestOfTheHub();
    try (TestStore store =
        new TestStore(
            url,
            SkillRow.class,
            ReasonRow.class,
            AgentRow.class,
            AgentStatusRow.class,
            AgentStateRow.class,
            TallyRow.class)) {
      Desk desk =
          new Desk(
              new AcdStore(store.entityManager(), store.transactions()),
              new Tally(store.entityManager(), store.transactions(), clock, ZoneOffset.UTC),
              bus,
              new NoMetrics(),
              clock,
              new Rules(Duration.ofSeconds(25), Duration.ofSeconds(60), BreakRule.NONE));
      bus.desk = desk;
      Thread writer = new Thread(desk.journal()::run, "acd-journal");
      writer.start();
      desk.load();
      for (int i = 0; i < AGENTS; i++) {
        desk.add(
            new AgentInput(
                Optional.of("user-" + i),
                Optional.empty(),
                "1" + i,
                "1" + i,
                Optional.of("main"),
                List.of(new AgentView.SkillLevel("general", 1)),
                Optional.of(true),
                Optional.of(0)));
      }
      desk.journal().settled().get();
      long before = cpu();
      offer(desk, bus, rate);
      desk.journal().settled().get();
      bus.cpu = cpu() - before;
      desk.journal().close();
      writer.join();
      bus.answers.shutdown();
      bus.answers.awaitTermination(5, TimeUnit.SECONDS);
    }
    bus.print(rate);
  }

  private static void offer(Desk desk, RestOfTheHub bus, int rate) {
    long begin = System.nanoTime();
    for (int i = 0; i < rate * SECONDS; i++) {
      long due = begin + i * 1_000_000_000L / rate;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
      }
      String contact = "k" + i;
      Instant now = Instant.now();
      bus.asked.put(contact, System.nanoTime());
      desk.routing().enqueue(new EnqueueContact(contact, Medium.VOICE, "general", 0, now), now);
    }
  }

  /** What this process used of the processor: tells the cost also on a machine that is not idle. */
  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** The rest of the hub: answers each reservation at once and releases the agent. */
  private static final class RestOfTheHub implements Bus {
    private final Map<String, Long> asked = new ConcurrentHashMap<>();
    private final long[] took = new long[1_000_000];
    private final AtomicInteger told = new AtomicInteger();
    private final ExecutorService answers = Executors.newSingleThreadExecutor();
    private volatile Desk desk;
    private volatile long cpu;

    @Override
    public String publish(Message message) {
      if (message instanceof AgentReserved reserved) {
        took[told.getAndIncrement()] = System.nanoTime() - asked.remove(reserved.contact());
        answers.execute(() -> serve(reserved));
      }
      return "";
    }

    private void serve(AgentReserved reserved) {
      Instant now = Instant.now();
      desk.routing()
          .ended(
              new ReservationEnded(
                  reserved.contact(),
                  reserved.agent(),
                  reserved.reservation(),
                  ReservationEnded.Outcome.ANSWERED,
                  now));
      desk.routing().released(new AgentReleased(reserved.contact(), reserved.agent(), now));
    }

    @Override
    public String publish(Message message, Actor actor, String correlation) {
      return publish(message);
    }

    @Override
    public String publish(Message message, Envelope<?> because) {
      return publish(message);
    }

    private void print(int rate) {
      long[] sorted = Arrays.copyOf(took, told.get());
      Arrays.sort(sorted);
      System.out.printf(
          "agents %,d  contacts/s %,6d  reserved %,7d  p50 %6.2f ms  p99 %7.2f ms  max %7.2f ms"
              + "  processor per contact %.3f ms%n",
          AGENTS,
          rate,
          sorted.length,
          sorted[sorted.length / 2] / 1e6,
          sorted[sorted.length * 99 / 100] / 1e6,
          sorted[sorted.length - 1] / 1e6,
          cpu / 1e6 / sorted.length);
    }
  }
}
