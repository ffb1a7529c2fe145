// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.Message;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.HealthProbe.Health.Status;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.testkit.TestStore;
import org.shuniu.core.bus.Messages.Fact;
import org.shuniu.core.bus.Messages.Lamp;

/**
 * What the bus does against the bare client of the same broker; prints rows for {@code hub bench}.
 */
@Tag("bench")
class ThroughputTest {
  private static final int MESSAGES = Integer.getInteger("shuniu.bus.messages", 4000);
  private static final int THREADS = 8;

  @TempDir Path folder;

  @Test
  void theBusAgainstTheBareClient() throws Exception {
    TestStore store =
        new TestStore(
            "jdbc:h2:file:"
                + folder.resolve("db")
                + ";DB_CLOSE_DELAY=-1;WRITE_DELAY=0;RETENTION_TIME=0",
            OutboxRow.class,
            InboxRow.class,
            DeadLetterRow.class,
            TraceRow.class);
    try (Rig rig = new Rig(folder.resolve("artemis"), store, Map.of())) {
      Sinkhole sinkhole = new Sinkhole();
      rig.register(sinkhole);
      await().atMost(Duration.ofSeconds(20)).until(() -> rig.hub.health().status() == Status.UP);
      for (int round = 0; round < 2; round++) {
        String title = round == 0 ? "warm-up" : "measured";
        double bareDurable = bare(rig, true, title + " bare client, durable");
        double busDurable =
            bus(sinkhole, title + " bus, durable", i -> rig.bus.publish(new Fact("k" + i % 97, i)));
        double bareVolatile = bare(rig, false, title + " bare client, not durable");
        double busVolatile =
            bus(
                sinkhole,
                title + " bus, not durable",
                i -> rig.bus.publish(new Lamp("k" + i % 97, i)));
        bus(
            sinkhole,
            title + " bus, durable in a transaction",
            i -> rig.store.transactions().run(() -> rig.bus.publish(new Fact("k" + i % 97, i))));
        if (round > 0) {
          row("bus, durable", busDurable, bareDurable);
          row("bus, not durable", busVolatile, bareVolatile);
        }
      }
      assertThat(sinkhole.count()).isEqualTo(2L * 3 * MESSAGES);
    }
  }

  private static void row(String name, double value, double peer) {
    System.out.printf(
        Locale.ROOT,
        "BENCH {\"name\":\"%s\",\"value\":%.0f,\"unit\":\"1/s\",\"n\":%d,"
            + "\"peer\":\"bare Artemis client\",\"peerValue\":%.0f,\"aim\":0.8}%n",
        name,
        value,
        MESSAGES,
        peer);
  }

  private interface Publish {
    void publish(int number) throws Exception;
  }

  private double bus(Sinkhole sinkhole, String title, Publish how) throws Exception {
    sinkhole.expect(MESSAGES);
    long start = System.nanoTime();
    inThreads(
        i -> {
          sinkhole.sent[i] = System.nanoTime();
          how.publish(i);
        });
    assertThat(sinkhole.done.await(120, TimeUnit.SECONDS)).isTrue();
    return report(title, System.nanoTime() - start, sinkhole.latencies);
  }

  /** The same payload through the same broker to one queue, eight producers, one consumer. */
  private double bare(Rig rig, boolean durable, String title) throws Exception {
    String queue = "bare-" + title.replace(' ', '-').replace(',', '-');
    String tag = "bare/" + durable;
    long[] latencies = new long[MESSAGES];
    long[] sent = new long[MESSAGES];
    CountDownLatch done = new CountDownLatch(MESSAGES);
    rig.broker.bind(queue, List.of(tag));
    byte[] body = "x".repeat(260).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try (ClientSessionFactory factory = rig.broker.connect()) {
      ClientSession taking = factory.createSession(true, true, 0);
      taking
          .createConsumer(queue)
          .setMessageHandler(
              message -> {
                int number = message.getIntProperty("n");
                latencies[number] = System.nanoTime() - sent[number];
                acknowledge(message);
                done.countDown();
              });
      taking.start();
      long start = System.nanoTime();
      CompletableFuture<?>[] all = new CompletableFuture<?>[THREADS];
      for (int t = 0; t < THREADS; t++) {
        int first = t;
        all[t] =
            CompletableFuture.runAsync(
                () -> {
                  try (ClientSessionFactory mine = rig.broker.connect();
                      ClientSession session = mine.createSession(true, true);
                      ClientProducer producer = session.createProducer(Broker.ADDRESS)) {
                    for (int i = first; i < MESSAGES; i += THREADS) {
                      var message = session.createMessage(durable);
                      message.putStringProperty("tag", tag);
                      message.putStringProperty("key", "k" + i % 97);
                      message.putIntProperty("n", i);
                      message.getBodyBuffer().writeBytes(body);
                      sent[i] = System.nanoTime();
                      if (durable) {
                        CountDownLatch stored = new CountDownLatch(1);
                        producer.send(message, m -> stored.countDown());
                        stored.await();
                      } else {
                        producer.send(message);
                      }
                    }
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                },
                task -> new Thread(task).start());
      }
      CompletableFuture.allOf(all).join();
      assertThat(done.await(120, TimeUnit.SECONDS)).isTrue();
      long nanos = System.nanoTime() - start;
      taking.close();
      rig.broker.forget(queue);
      return report(title, nanos, latencies);
    }
  }

  private static void acknowledge(ClientMessage message) {
    try {
      message.individualAcknowledge();
    } catch (ActiveMQException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void inThreads(Publish what) throws InterruptedException {
    Thread[] threads = new Thread[THREADS];
    for (int t = 0; t < THREADS; t++) {
      int first = t;
      threads[t] =
          new Thread(
              () -> {
                for (int i = first; i < MESSAGES; i += THREADS) {
                  try {
                    what.publish(i);
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                }
              });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static double report(String title, long nanos, long[] latencies) {
    double rate = MESSAGES * 1e9 / nanos;
    long[] sorted = latencies.clone();
    Arrays.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "%-44s %8.0f msgs/s   p50 %7.2f ms   p99 %7.2f ms%n",
        title,
        rate,
        sorted[MESSAGES / 2] / 1e6,
        sorted[MESSAGES * 99 / 100] / 1e6);
    return rate;
  }

  /** Takes all and notes how long each took. */
  private static final class Sinkhole implements BusConsumer {
    private final AtomicLong count = new AtomicLong();
    private volatile long[] sent = new long[MESSAGES];
    private volatile long[] latencies = new long[MESSAGES];
    private volatile CountDownLatch done = new CountDownLatch(0);

    void expect(int messages) {
      sent = new long[messages];
      latencies = new long[messages];
      done = new CountDownLatch(messages);
    }

    long count() {
      return count.get();
    }

    @Override
    public String name() {
      return "sinkhole";
    }

    @Override
    public List<Subscription<?>> subscriptions() {
      return List.of(
          Subscription.of(Fact.class, e -> note(e.data(), e.data().number())),
          Subscription.of(Lamp.class, e -> note(e.data(), e.data().number())));
    }

    private void note(Message message, int number) {
      latencies[number] = System.nanoTime() - sent[number];
      count.incrementAndGet();
      done.countDown();
    }
  }
}
