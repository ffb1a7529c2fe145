// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Ids;
import org.shuniu.api.base.Message;
import org.shuniu.api.business.BusinessCommand.OrderBusiness;
import org.shuniu.api.business.BusinessEvent.OrderDone;
import org.shuniu.api.channel.ChannelCommand.SendText;
import org.shuniu.api.channel.ChannelEvent.TextDelivered;
import org.shuniu.api.channel.ChannelEvent.TextSent;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.testkit.Deliveries;
import org.shuniu.api.testkit.FakeVault;
import org.shuniu.api.testkit.TestStore;

/**
 * How many matters a second the hosts of business links and channels carry, each one order and one
 * text of two parts with two reports, over H2 in a file. Run its main; arguments: matters, threads.
 */
final class Throughput {
  private Throughput() {}

  /** Counts what is told. */
  private static final class CountingBus implements Bus {
    final AtomicInteger done = new AtomicInteger();
    final AtomicInteger sent = new AtomicInteger();
    final AtomicInteger delivered = new AtomicInteger();

    @Override
    public String publish(Message message, Actor actor, String correlation) {
      if (message instanceof OrderDone) {
        done.incrementAndGet();
      } else if (message instanceof TextSent) {
        sent.incrementAndGet();
      } else if (message instanceof TextDelivered) {
        delivered.incrementAndGet();
      }
      return Ids.next();
    }

    @Override
    public String publish(Message message, Envelope<?> because) {
      return publish(message, because.actor(), because.correlation());
    }
  }

  /** Runs it and prints the rate. */
  public static void main(String[] arguments) throws Exception {
    int matters = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
    Path folder = Files.createTempDirectory("throughput");
    String url =
        "jdbc:h2:file:"
            + folder.resolve("db")
            + ";DB_CLOSE_DELAY=-1;WRITE_DELAY=0;RETENTION_TIME=0;QUERY_CACHE_SIZE=256";
    try (TestStore store =
        new TestStore(
            url,
            OrderRow.class,
            TextRow.class,
            TextPartRow.class,
            ReportRow.class,
            ReceivedRow.class)) {
      run(store, folder, matters, threads);
    }
  }

  private static void run(TestStore store, Path folder, int matters, int threads) {
    CountingBus bus = new CountingBus();
    Services services =
        new Services(
            bus,
            store.entityManager(),
            store.transactions(),
            new FakeVault(),
            new TextMetrics(),
            Clock.systemUTC(),
            Rig.LIMITS,
            folder);
    Bounds bounds =
        new Bounds(
            32,
            32,
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofDays(30),
            Duration.ofDays(30));
    BusinessHost business = new BusinessHost(services, bounds);
    ChannelHost channel = new ChannelHost(services, bounds);
    FakeChannel sms = new FakeChannel();
    ExecutorService reports = Executors.newFixedThreadPool(3);
    sms.answer =
        text -> {
          FakeChannel.taken(text)
              .thenAccept(ids -> ids.forEach(id -> reports.execute(() -> report(sms, id))));
          return FakeChannel.taken(text);
        };
    business.add(new FakeLink(), Rig.id("business", "oa"));
    channel.add(sms, Rig.id("channel", "sms"));
    ExecutorService feed = Executors.newFixedThreadPool(threads);
    long begin = System.nanoTime();
    CompletableFuture<?>[] fed = new CompletableFuture<?>[matters];
    for (int i = 0; i < matters; i++) {
      int matter = i;
      fed[i] = CompletableFuture.runAsync(() -> matter(store, business, channel, matter), feed);
    }
    CompletableFuture.allOf(fed).join();
    double accepted = (System.nanoTime() - begin) / 1e9;
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .until(() -> bus.done.get() + bus.sent.get() + bus.delivered.get() == 3 * matters);
    double all = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "%d matters: accepted %.0f/s, done, sent and delivered %.0f/s%n",
        matters, matters / accepted, matters / all);
    feed.shutdownNow();
    reports.shutdownNow();
    business.deactivate();
    channel.deactivate();
  }

  private static void report(FakeChannel sms, String id) {
    sms.context.reported(id, true, "");
  }

  private static void matter(
      TestStore store, BusinessHost business, ChannelHost channel, int number) {
    String ticket = "t-" + number;
    store
        .transactions()
        .run(
            () ->
                Deliveries.deliver(
                    business,
                    new OrderBusiness(
                        "oa",
                        "o-" + number,
                        ticket,
                        FakeLink.IDEMPOTENT,
                        Map.of("text", "投诉内容"),
                        Duration.ofMinutes(10))));
    store
        .transactions()
        .run(
            () ->
                Deliveries.deliver(
                    channel,
                    new SendText(
                        "sms",
                        "m-" + number,
                        "13800138000",
                        "已办结",
                        Instant.now().plus(Duration.ofMinutes(10)))));
  }
}
