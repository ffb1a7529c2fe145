// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.BusinessCommand.OrderBusiness;
import org.shuniu.api.business.BusinessCommand.QueryBusiness;
import org.shuniu.api.business.BusinessEvent;
import org.shuniu.api.business.BusinessEvent.BusinessTold;
import org.shuniu.api.business.BusinessEvent.OrderDone;
import org.shuniu.api.business.BusinessEvent.OrderRejected;
import org.shuniu.api.business.BusinessEvent.QueryAnswered;
import org.shuniu.api.business.BusinessEvent.QueryRejected;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.business.spi.Exchange;
import org.shuniu.api.hub.LinkState;
import org.shuniu.core.plugins.JobRow.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the hub does about the questions and orders of business links: keeps orders until they are
 * carried out, decides what a failure means, and tells how things ended. Content reaches no log.
 */
final class BusinessDesk extends Backlog<OrderRow> {
  private static final Logger LOG = LoggerFactory.getLogger(BusinessDesk.class);
  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(30);
  private static final String TIMEOUT = "business.timeout";
  private static final String FAILED = "business.link.failed";
  private static final String OFFLINE = "business.link.offline";
  private static final String MISSING = "business.link.missing";
  private static final String UNCERTAIN = "business.uncertain";

  /** With these the foreign system has got nothing. */
  private static final Set<String> NOT_GIVEN = Set.of(OFFLINE, MISSING, "business.busy");

  private final Schemas schemas = Schemas.SHIPPED;
  private final ExchangeLog exchanges;
  private final Roster<BusinessLink, BusinessInstance> roster;

  BusinessDesk(Services services, Bounds bounds) {
    super(
        "business",
        JobTable.inOrder(OrderRow.class, "matter", services.entities()),
        services,
        bounds,
        Map.of("OrderRow", bounds.retention(), "ExchangeRow", bounds.exchanges()));
    this.exchanges = new ExchangeLog(services);
    this.roster = new Roster<>("business", (id, link) -> new BusinessInstance(id, link, this));
  }

  @Override
  void start() {
    exchanges.start();
    super.start();
  }

  @Override
  void stop() {
    super.stop();
    exchanges.stop(services.limits().drain());
  }

  Roster<BusinessLink, BusinessInstance> roster() {
    return roster;
  }

  Schemas schemas() {
    return schemas;
  }

  Duration patience(Duration asked) {
    return asked.compareTo(LONGEST_PATIENCE) < 0 ? asked : LONGEST_PATIENCE;
  }

  /**
   * @param opened is given what was sealed
   */
  Map<String, Object> open(Map<String, Object> content, Consumer<String> opened) {
    return Contents.open(content, services.vault(), opened);
  }

  ExchangeLog exchanges() {
    return exchanges;
  }

  /** One word for how a request ended. */
  String outcome(@Nullable Throwable failure) {
    return failure == null ? Exchange.ANSWERED : Outcome.failure(failure, TIMEOUT, FAILED).code();
  }

  HubException missing(String link) {
    return HubException.external(MISSING, Map.of("link", link));
  }

  void query(Envelope<QueryBusiness> envelope) {
    roster
        .find(envelope.data().link())
        .ifPresentOrElse(
            instance -> instance.query(envelope),
            () -> answered(envelope, null, missing(envelope.data().link()), Duration.ZERO));
  }

  /** Tells how a query ended. */
  void answered(
      Envelope<QueryBusiness> envelope,
      @Nullable BusinessReply reply,
      @Nullable Throwable failure,
      Duration took) {
    QueryBusiness query = envelope.data();
    BusinessEvent event;
    String outcome;
    if (reply != null) {
      outcome = "answered";
      event =
          new QueryAnswered(
              query.link(),
              query.request(),
              query.matter(),
              query.operation(),
              reply.content(),
              reply.asOf());
    } else {
      HubException why = why(query.link(), failure);
      outcome = why.code();
      event =
          new QueryRejected(
              query.link(),
              query.request(),
              query.matter(),
              query.operation(),
              why.code(),
              why.arguments());
    }
    services.metrics().time("business.query", took, "link", query.link(), "outcome", outcome);
    try {
      services.bus().publish(event, envelope);
    } catch (HubException e) {
      LOG.warn("The answer to {} of {} was lost: {}", query.operation(), query.matter(), e.code());
    }
  }

  private HubException why(String link, @Nullable Throwable failure) {
    Throwable known = failure == null ? new IllegalStateException("no reply") : failure;
    HubException why = Outcome.failure(known, TIMEOUT, FAILED);
    if (known instanceof TimeoutException) {
      roster.find(link).ifPresent(worker -> worker.lane().late());
    } else if (why.code().equals(FAILED)) {
      LOG.error("business/{} failed in a way of its own: {}", link, why.arguments());
    }
    return why;
  }

  /** In the consumer's transaction. */
  void order(Envelope<OrderBusiness> envelope) {
    String content = Contents.write(envelope.data().content());
    accept(new OrderRow(envelope, content, clock().instant()));
  }

  /** A try ended. */
  void tried(
      BusinessInstance worker,
      OrderRow job,
      @Nullable BusinessReply reply,
      @Nullable Throwable failure,
      boolean called,
      Duration took) {
    boolean once = job.begun;
    if (reply != null) {
      measured(job, "done", took);
      worker.crew().worked();
      finish(worker, job, row -> done(row, reply));
      return;
    }
    HubException why = why(job.instance, failure);
    measured(job, why.code(), took);
    boolean given = called && !NOT_GIVEN.contains(why.code());
    if (why.kind() == HubException.Kind.CALLER) {
      worker.crew().worked();
      finish(worker, job, row -> reject(row, State.REJECTED, why.code(), why.arguments()));
    } else if (given && once) {
      worker.crew().failed();
      finish(worker, job, row -> reject(row, State.UNCERTAIN, why.code(), why.arguments()));
    } else if (why.code().equals(OFFLINE)) {
      worker.crew().linkLost();
      if (once) {
        finish(worker, job, row -> row.begun = false);
      } else {
        giveBack(worker, job);
      }
    } else {
      worker.crew().failed();
      finish(worker, job, row -> again(row, why.code(), given));
    }
  }

  private void again(OrderRow row, String code, boolean given) {
    Duration pause = bounds.pauseAfter(row.tries + 1);
    LOG.info("Order {} of {} is tried again in {}: {}", row.operation, row.matter, pause, code);
    row.again(code, given, clock().instant().plus(pause));
  }

  private void measured(OrderRow job, String outcome, Duration took) {
    services.metrics().time("business.order", took, "link", job.instance, "outcome", outcome);
  }

  private void done(OrderRow row, BusinessReply reply) {
    row.end(State.DONE, null, clock().instant());
    publish(
        row,
        new OrderDone(
            row.instance, row.id, row.matter, row.operation, reply.content(), clock().instant()));
  }

  private void reject(OrderRow row, State how, String code, Map<String, Object> arguments) {
    LOG.warn("Order {} of {} was not carried out: {}", row.operation, row.matter, code);
    row.end(how, code, clock().instant());
    publish(
        row,
        new OrderRejected(
            row.instance,
            row.id,
            row.matter,
            row.operation,
            code,
            arguments,
            how == State.UNCERTAIN,
            clock().instant()));
  }

  @Override
  void expire(OrderRow row) {
    Optional<BusinessInstance> worker = roster.find(row.instance);
    boolean offline = worker.filter(w -> w.link().status() == LinkState.Status.OFFLINE).isPresent();
    String why = row.code == null ? TIMEOUT : row.code;
    String code = worker.isEmpty() ? MISSING : offline ? OFFLINE : why;
    reject(row, row.perhapsDone ? State.UNCERTAIN : State.REJECTED, code, Map.of());
  }

  @Override
  void orphaned(OrderRow row) {
    reject(row, State.UNCERTAIN, UNCERTAIN, Map.of());
  }

  @Override
  List<BusinessInstance> workers() {
    return roster.all();
  }

  /**
   * Stores what a foreign system told, as a part of the matter that its order belonged to; personal
   * values are sealed first.
   */
  void told(
      String link, String notice, String matter, String operation, Map<String, Object> content) {
    schemas.check(operation, Schemas.Side.IN, content);
    Map<String, Object> sealed =
        schemas.seal(operation, Schemas.Side.IN, content, services.vault()::seal);
    BusinessTold told =
        new BusinessTold(link, notice, matter, operation, sealed, clock().instant());
    EntityManager entities = services.entities();
    services
        .transactions()
        .run(
            () -> {
              String correlation =
                  entities
                      .createQuery(
                          "select o.origin.correlation from OrderRow o where o.matter = :matter"
                              + " order by o.matter, o.place",
                          String.class)
                      .setParameter("matter", told.matter())
                      .setMaxResults(1)
                      .getResultStream()
                      .findFirst()
                      .orElse(told.matter());
              services.bus().publish(told, new Actor(Actor.Kind.SYSTEM, told.link()), correlation);
            });
  }

  /** Has an order that was not carried out tried again, for as long as it was first. */
  OrderRow retry(String request) {
    return services
        .transactions()
        .call(
            () -> {
              OrderRow row = services.entities().find(OrderRow.class, request);
              if (row == null) {
                throw HubException.notFound("business.order.unknown", request);
              }
              if ((row.state != State.REJECTED && row.state != State.UNCERTAIN)
                  || row.content().isEmpty()) {
                throw HubException.conflict(
                    "business.order.not-retryable", Map.of("state", row.state.name()));
              }
              reopen(row);
              return row;
            });
  }

  private void reopen(OrderRow row) {
    Instant now = clock().instant();
    Duration patience = Duration.between(row.acceptedAt, row.expires);
    row.state = State.OPEN;
    row.endedAt = null;
    row.perhapsDone = false;
    row.tries = 0;
    row.due = now;
    row.acceptedAt = now;
    row.expires = now.plus(patience);
    services.transactions().afterCommit(() -> accepted(row.instance, row.expires));
  }
}
