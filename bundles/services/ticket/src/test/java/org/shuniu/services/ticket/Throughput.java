// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Ids;
import org.shuniu.api.base.Message;
import org.shuniu.api.base.Region;
import org.shuniu.api.business.BusinessCommand.OrderBusiness;
import org.shuniu.api.business.BusinessEvent.BusinessTold;
import org.shuniu.api.business.BusinessEvent.OrderDone;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.Identity;
import org.shuniu.api.services.outreach.NoticeChanged;
import org.shuniu.api.services.outreach.NoticeState;
import org.shuniu.api.services.outreach.SendNotice;
import org.shuniu.api.testkit.Deliveries;
import org.shuniu.api.testkit.FakeVault;
import org.shuniu.api.testkit.NoMetrics;
import org.shuniu.api.testkit.TestStore;
import org.shuniu.api.workflow.WorkflowEvent.PackDeployed;
import org.shuniu.api.workflow.WorkflowEvent.ProcessEnded;
import org.shuniu.api.workflow.WorkflowEvent.ProcessStarted;
import org.shuniu.api.workflow.WorkflowEvent.WorkRequested;

/**
 * How many tickets a second go their whole way through the service and an H2 database in memory:
 * what is measured is this service with its statements, without bus, outbox and disk. A file would
 * measure the opening of connections, as the store of the tests has no pool. Arguments: tickets,
 * threads.
 */
public final class Throughput {
  private static final Identity AGENT =
      new Identity("user-1", "a", "a", Set.of(), Set.of(), new Region("440300000000"));

  private final LongAdder published = new LongAdder();
  private final ThreadLocal<List<Message>> sent = ThreadLocal.withInitial(ArrayList::new);
  private final BusConsumer consumer;
  private final TicketService service;

  private Throughput(TestStore store) {
    service =
        new TicketService(
            Fixtures.SETTINGS,
            new Counting(),
            store.entityManager(),
            store.transactions(),
            new FakeVault(),
            (operation, object, detail) -> {},
            new NoMetrics(),
            Clock.systemUTC());
    consumer = new TicketConsumer(service);
    service.departments.add(
        new Department("labour", "l", "l", Optional.of("oa"), Optional.empty(), true));
    hear(new PackDeployed("complaint", 1, "l", Fixtures.FORM, Instant.now()));
  }

  /** Counts, and remembers what this thread published. */
  private final class Counting implements Bus {
    @Override
    public String publish(Message message, Actor actor, String correlation) {
      published.increment();
      sent.get().add(message);
      return "";
    }

    @Override
    public String publish(Message message, Envelope<?> because) {
      return publish(message, because.actor(), because.correlation());
    }
  }

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    int tickets = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000;
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
    try (TestStore store = new TestStore(Hall.ENTITIES)) {
      Throughput throughput = new Throughput(store);
      throughput.run(tickets / 5, threads);
      throughput.published.reset();
      long begun = System.nanoTime();
      throughput.run(tickets, threads);
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf(
          "%d tickets, %d threads: %.0f tickets/s, %.0f messages/s in, %.0f/s out%n",
          tickets,
          threads,
          tickets / seconds,
          tickets * 13 / seconds,
          throughput.published.sum() / seconds);
    }
  }

  private void run(int tickets, int threads) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Callable<Boolean>> work = new ArrayList<>();
    for (int i = 0; i < tickets; i++) {
      work.add(
          () -> {
            matter(Ids.next());
            return true;
          });
    }
    for (Future<Boolean> done : pool.invokeAll(work)) {
      done.get();
    }
    pool.shutdown();
  }

  /** One ticket: written, 12 messages, one review. */
  private void matter(String id) {
    sent.get().clear();
    Instant now = Instant.now();
    service.create(Fixtures.input(id), AGENT);
    hear(new ProcessStarted(id, "complaint", 1, now));
    work(id, "dispatch");
    OrderBusiness order = newest(OrderBusiness.class);
    Map<String, Object> foreign = Map.of("foreignId", "OA-" + id.substring(24));
    hear(new OrderDone("oa", order.request(), id, order.operation(), foreign, now));
    hear(new BusinessTold("oa", "1" + id, id, "ticket.accepted", foreign, now));
    Map<String, Object> answer = new HashMap<>(foreign);
    answer.put("outcome", "resolved");
    answer.put("answer", "已责令用人单位三日内补发所欠工资。");
    hear(new BusinessTold("oa", "2" + id, id, "ticket.answered", answer, now));
    work(id, "review");
    int version =
        service
            .views
            .look(id, new TicketSearch.Sight(Region.NATION, Set.of(), true), o -> true)
            .orElseThrow()
            .version();
    service.operate(
        id, TicketOperation.REVIEW, Fixtures.outcome("accepted", version), AGENT, row -> true);
    work(id, "notify");
    SendNotice notice = newest(SendNotice.class);
    hear(new NoticeChanged(notice.notice(), id, NoticeState.SENT, "", 1, now));
    hear(new NoticeChanged(notice.notice(), id, NoticeState.DELIVERED, "", 1, now));
    work(id, "close");
    hear(new ProcessEnded(id, "complaint", "closed", now));
  }

  private void work(String id, String work) {
    Optional<Instant> due = Optional.of(Instant.now().plus(Duration.ofDays(5)));
    hear(
        new WorkRequested(
            id, Ids.next(), "step-" + work, work, work, Map.of(), due, Instant.now()));
  }

  private <M> M newest(Class<M> type) {
    return sent.get().stream().filter(type::isInstance).map(type::cast).toList().get(0);
  }

  private void hear(Message message) {
    Deliveries.deliver(consumer, message);
  }
}
