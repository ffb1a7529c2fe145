// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.BusinessCommand.OrderBusiness;
import org.shuniu.api.business.BusinessCommand.QueryBusiness;
import org.shuniu.api.business.BusinessEvent;
import org.shuniu.api.business.spi.BusinessContext;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.business.spi.BusinessOperation;
import org.shuniu.api.business.spi.BusinessOperation.Kind;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.business.spi.Exchange;
import org.shuniu.api.business.spi.MappedLink;
import org.shuniu.api.business.spi.MappingTrial;
import org.shuniu.api.business.spi.MappingTry;
import org.shuniu.api.hub.LinkState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One business link that runs. It is started and asked on one thread of its own, so a link that
 * blocks delays its own requests only; queries and orders have places of their own, so a backlog of
 * orders keeps no caller waiting.
 */
@SuppressWarnings("FutureReturnValueIgnored") // each tells by itself
final class BusinessInstance extends Worker<OrderRow> {
  private static final Logger LOG = LoggerFactory.getLogger(BusinessInstance.class);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final BusinessLink link;
  private final BusinessDesk desk;
  private final Rates rates;
  private final AtomicInteger queries = new AtomicInteger();
  private volatile Map<String, Kind> operations = Map.of();
  private volatile boolean started;

  BusinessInstance(ConnectorId id, BusinessLink link, BusinessDesk desk) {
    super(id, desk, "requests");
    this.link = link;
    this.desk = desk;
    this.rates = new Rates(desk.clock());
  }

  @Override
  Set<String> capabilities() {
    return operations().keySet();
  }

  /** What it can do, as far as it has told; of a mapping, what its text says now. */
  Map<String, Kind> operations() {
    if (started && link instanceof MappedLink) {
      try {
        readOperations();
      } catch (RuntimeException e) {
        LOG.debug("{} does not tell its operations, those from before hold", id(), e);
      }
    }
    return operations;
  }

  /** The link, where it is a mapping. */
  Optional<MappedLink> mapped() {
    return link instanceof MappedLink mapped ? Optional.of(mapped) : Optional.empty();
  }

  Rates rates() {
    return rates;
  }

  /** Orders are not given before the operations tell which of them are given once only. */
  @Override
  void start() {
    begin(() -> link.start(new Context()), this::readOperations);
  }

  @Override
  void stop() {
    end(link::stop, HubException.external("business.timeout", Map.of()));
  }

  private void readOperations() {
    started = true;
    operations =
        link.operations().stream()
            .collect(
                Collectors.toUnmodifiableMap(BusinessOperation::name, BusinessOperation::kind));
  }

  @Override
  void linkChanged(LinkState state) {
    desk.tell(new BusinessEvent.BusinessLinkChanged(name(), state, state.since()));
    super.linkChanged(state);
  }

  /** Asks; exactly one answer is told. */
  void query(Envelope<QueryBusiness> envelope) {
    QueryBusiness query = envelope.data();
    if (!lane().open()) {
      desk.answered(envelope, null, desk.missing(query.link()), Duration.ZERO);
    } else if (queries.incrementAndGet() > desk.bounds.queries()) {
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
        lane()
            .ask(
                Subject.matter(query.matter()),
                () -> {
                  known(operations().get(query.operation()) == Kind.QUERY, query.operation());
                  return execute(
                      query.request(),
                      query.matter(),
                      query.operation(),
                      query.content(),
                      patience);
                });
    traffic().asked(Passages.typeOf(QueryBusiness.class), asked);
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

  /** Asks for the host itself; the same checks and the same log. */
  CompletableFuture<BusinessReply> ask(
      String id, String matter, String operation, Map<String, Object> content, Duration patience) {
    return lane()
        .ask(
            Subject.matter(matter),
            () -> {
              known(operations().get(operation) == Kind.QUERY, operation);
              return execute(id, matter, operation, content, patience);
            })
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Orders are given once only where the system would carry out each try. */
  @Override
  boolean once(OrderRow row) {
    return operations().get(row.operation) == Kind.ORDER;
  }

  @Override
  void give(OrderRow row) {
    long begin = System.nanoTime();
    Duration left = Duration.between(desk.clock().instant(), row.expires);
    Duration attempt = desk.bounds.attempt();
    Duration patience = left.compareTo(attempt) < 0 ? left : attempt;
    AtomicBoolean called = new AtomicBoolean();
    CompletableFuture<BusinessReply> asked =
        lane()
            .ask(
                Subject.matter(row.matter),
                () -> {
                  known(operations().containsKey(row.operation), row.operation);
                  Map<String, Object> content = Contents.read(row.content());
                  called.set(true);
                  return execute(row.id, row.matter, row.operation, content, patience);
                });
    traffic().asked(Passages.typeOf(OrderBusiness.class), asked);
    asked
        .orTimeout(patience.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (reply, failure) ->
                desk.tried(
                    this,
                    row,
                    reply,
                    failure,
                    called.get(),
                    Duration.ofNanos(System.nanoTime() - begin)));
  }

  /** With content that is as agreed, in both directions; what it comes to is logged. */
  private CompletionStage<BusinessReply> execute(
      String id, String matter, String operation, Map<String, Object> content, Duration patience) {
    Set<String> personal = new HashSet<>();
    Map<String, Object> open = desk.open(content, personal::add);
    ExchangeLog.Try begun = desk.exchanges().begin(name(), id, matter, operation, personal);
    try {
      desk.schemas().check(operation, Schemas.Side.IN, open);
      return link.execute(new BusinessRequest(id, matter, operation, open, patience))
          .thenApply(
              reply -> {
                desk.schemas().check(operation, Schemas.Side.OUT, reply.content());
                return reply;
              })
          .whenComplete((reply, failure) -> ended(begun, failure));
    } catch (RuntimeException | LinkageError e) {
      ended(begun, e);
      throw e;
    }
  }

  private void ended(ExchangeLog.Try begun, @Nullable Throwable failure) {
    boolean failed =
        failure != null
            && !(Outcome.cause(failure) instanceof HubException known
                && known.kind() == HubException.Kind.CALLER);
    rates.ended(begun.end(desk.outcome(failure)), failed);
  }

  /**
   * Tries a mapping on the link's own thread, so that one that blocks harms nobody else; what goes
   * over the wire is logged.
   *
   * @throws HubException {@code business.link.not-mapped}
   */
  CompletableFuture<MappingTrial> tryOut(MappingTry what, String matter) {
    MappedLink mapping =
        mapped()
            .orElseThrow(
                () -> HubException.conflict("business.link.not-mapped", Map.of("link", name())));
    CompletableFuture<MappingTrial> asked =
        lane().ask(Subject.matter(matter), () -> mapping.tryOut(what));
    return asked.orTimeout(what.request().patience().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A live try of a mapping is an exchange too. */
  void tried(MappingTry what, Set<String> personal, MappingTrial trial) {
    BusinessRequest request = what.request();
    ExchangeLog.Try begun =
        desk.exchanges()
            .begin(name(), request.id(), request.matter(), request.operation(), personal);
    desk.exchanges()
        .tell(
            name(),
            new Exchange(
                Exchange.Direction.OUT,
                request.id(),
                request.matter(),
                request.operation(),
                clock().instant().minus(trial.took()),
                trial.took(),
                trial.outcome(),
                trial.sent().orElse(""),
                trial.received().orElse("")));
    begun.end(trial.outcome());
  }

  private static void known(boolean known, String operation) {
    if (!known) {
      throw HubException.invalid("business.operation.unknown", Map.of("operation", operation));
    }
  }

  @Override
  HubException refusal() {
    return lane().open()
        ? HubException.capacity("business.busy", Map.of("link", name()))
        : desk.missing(name());
  }

  private final class Context extends HostContext implements BusinessContext {
    Context() {
      super(BusinessInstance.this);
    }

    @Override
    public void tell(String notice, String matter, String operation, Map<String, Object> content) {
      traffic().told(Passages.typeOf(BusinessEvent.BusinessTold.class));
      desk.told(instance(), notice, matter, operation, content);
    }

    @Override
    public void exchanged(Exchange exchange) {
      desk.exchanges().tell(name(), exchange);
    }
  }
}
