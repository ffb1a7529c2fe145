// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.BusinessCommand.QueryBusiness;
import org.shuniu.api.business.BusinessEvent;
import org.shuniu.api.business.spi.BusinessContext;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.business.spi.BusinessOperation;
import org.shuniu.api.business.spi.BusinessOperation.Kind;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.LinkState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One business link that runs. It is started and asked on one thread of its own, so a link that
 * blocks delays its own requests only; queries and orders have places of their own, so a backlog of
 * orders keeps no caller waiting.
 */
@SuppressWarnings({
  "FutureReturnValueIgnored",
  "CollectionUndefinedEquality"
}) // each tells by itself
final class BusinessInstance implements Roster.Member, Backlog.Worker<OrderRow> {
  private static final Logger LOG = LoggerFactory.getLogger(BusinessInstance.class);
  private static final String BLOCKED = "business.driver.blocked";
  private static final int WAITING = 10_000;
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Instance instance;
  private final BusinessLink link;
  private final BusinessDesk desk;
  private final Limits limits;
  private final Crew crew;
  private final AtomicInteger queries = new AtomicInteger();
  private final Set<CompletableFuture<BusinessReply>> pending = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor worker;
  private volatile Map<String, Kind> operations = Map.of();
  private volatile boolean accepting = true;
  private volatile boolean working;

  BusinessInstance(ConnectorId id, BusinessLink link, BusinessDesk desk) {
    this.link = link;
    this.desk = desk;
    this.limits = desk.limits();
    this.instance = new Instance(id, desk.clock(), desk.home(), this::linkChanged);
    this.crew = new Crew(desk.clock(), desk.bounds().jobs());
    this.worker = Instance.worker(id, WAITING);
  }

  @Override
  public ConnectorId id() {
    return instance.id();
  }

  @Override
  public String instance() {
    return id().instance();
  }

  @Override
  public Crew crew() {
    return crew;
  }

  @Override
  public Connectors.Status status() {
    return instance.status(operations.keySet());
  }

  @Override
  public void start() {
    BusinessContext context = new Context();
    worker.execute(
        () -> {
          instance.start(() -> link.start(context), limits.start());
          instance.start(this::readOperations, limits.start());
          // Not before: which orders are given once only is told by the operations.
          if (accepting) {
            crew.admit();
            desk.wake();
          }
        });
  }

  private void readOperations() {
    operations =
        link.operations().stream()
            .collect(
                Collectors.toUnmodifiableMap(BusinessOperation::name, BusinessOperation::kind));
  }

  private void linkChanged(LinkState state) {
    desk.tell(new BusinessEvent.BusinessLinkChanged(instance(), state, state.since()));
    if (state.status() == LinkState.Status.ONLINE) {
      crew.linkFound();
      desk.wake();
    }
  }

  /** Asks; exactly one answer is told. */
  void query(Envelope<QueryBusiness> envelope) {
    QueryBusiness query = envelope.data();
    if (!accepting) {
      desk.answered(envelope, null, desk.missing(query.link()), Duration.ZERO);
    } else if (queries.incrementAndGet() > desk.bounds().queries()) {
      queries.decrementAndGet();
      HubException busy = HubException.capacity("business.busy", Map.of("link", query.link()));
      desk.answered(envelope, null, busy, Duration.ZERO);
    } else {
      ask(envelope);
    }
  }

  private void ask(Envelope<QueryBusiness> envelope) {
    QueryBusiness query = envelope.data();
    long begin = System.nanoTime();
    Duration patience = desk.patience(query.patience());
    CompletableFuture<BusinessReply> asked =
        call(
            query.operation(),
            true,
            () ->
                new BusinessRequest(
                    query.request(),
                    query.matter(),
                    query.operation(),
                    desk.open(query.content()),
                    patience));
    // The place is free when the link is done with it, however short the patience was.
    asked
        .copy()
        .orTimeout(patience.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((reply, failure) -> queries.decrementAndGet());
    asked
        .copy()
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (reply, failure) ->
                desk.answered(
                    envelope, reply, failure, Duration.ofNanos(System.nanoTime() - begin)));
  }

  /** Orders are given once only where the system would carry out each try. */
  @Override
  public boolean once(OrderRow row) {
    return operations.get(row.operation) == Kind.ORDER;
  }

  @Override
  public void give(OrderRow row) {
    long begin = System.nanoTime();
    Duration left = Duration.between(desk.clock().instant(), row.expires);
    Duration attempt = desk.bounds().attempt();
    Duration patience = left.compareTo(attempt) < 0 ? left : attempt;
    AtomicBoolean called = new AtomicBoolean();
    call(
            row.operation,
            false,
            () -> {
              BusinessRequest request =
                  new BusinessRequest(
                      row.id,
                      row.matter,
                      row.operation,
                      desk.open(Contents.read(row.content())),
                      patience);
              called.set(true);
              return request;
            })
        .orTimeout(patience.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (reply, failure) ->
                desk.tried(
                    this,
                    row,
                    Optional.ofNullable(reply),
                    Optional.ofNullable(failure),
                    called.get(),
                    Duration.ofNanos(System.nanoTime() - begin)));
  }

  /** What a request is made by; fails where its content cannot be opened. */
  private interface Asking {
    BusinessRequest request();
  }

  private CompletableFuture<BusinessReply> call(String operation, boolean query, Asking asking) {
    CompletableFuture<BusinessReply> reply = new CompletableFuture<>();
    pending.add(reply);
    reply.whenComplete((value, failure) -> pending.remove(reply));
    try {
      worker.execute(() -> execute(operation, query, asking, reply));
    } catch (RejectedExecutionException e) {
      reply.completeExceptionally(
          accepting
              ? HubException.capacity("business.busy", Map.of("link", instance()))
              : desk.missing(instance()));
    }
    return reply;
  }

  private void execute(
      String operation, boolean query, Asking asking, CompletableFuture<BusinessReply> reply) {
    if (reply.isDone()) {
      return; // waited too long behind others
    }
    Kind kind = operations.get(operation);
    if (kind == null || (query && kind != Kind.QUERY)) {
      reply.completeExceptionally(
          HubException.invalid("business.operation.unknown", Map.of("operation", operation)));
      return;
    }
    working = true;
    try {
      link.execute(asking.request()).whenComplete((value, failure) -> pass(value, failure, reply));
    } catch (RuntimeException | LinkageError e) {
      reply.completeExceptionally(e);
    } finally {
      working = false;
      instance.mended(BLOCKED);
    }
  }

  private static void pass(
      @Nullable BusinessReply value,
      @Nullable Throwable failure,
      CompletableFuture<BusinessReply> reply) {
    if (failure != null) {
      reply.completeExceptionally(failure);
    } else {
      reply.complete(value);
    }
  }

  /** A request did not end in time. */
  void late() {
    if (working) {
      instance.fault(BLOCKED);
    }
  }

  /** How the link stands. */
  LinkState link() {
    return instance.link();
  }

  @Override
  public void stop() {
    accepting = false;
    crew.dismiss();
    Instance.drain(pending, limits.drain());
    worker.shutdown();
    instance.stop(link::stop, limits.stop());
    if (!pending.isEmpty()) {
      LOG.warn("{} is stopped with {} requests in work", id(), pending.size());
    }
    pending.forEach(
        reply -> reply.completeExceptionally(HubException.external("business.timeout", Map.of())));
    worker.shutdownNow();
  }

  private final class Context extends HostContext implements BusinessContext {
    Context() {
      super(instance);
    }

    @Override
    public void tell(String notice, String matter, String operation, Map<String, Object> content) {
      Instant now = clock().instant();
      desk.told(
          new BusinessEvent.BusinessTold(instance(), notice, matter, operation, content, now));
    }
  }
}
