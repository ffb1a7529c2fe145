// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.spi.BusinessContext;
import org.shuniu.api.business.spi.BusinessOperation.Kind;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.business.spi.Exchange;
import org.shuniu.api.business.spi.MappingTrial;
import org.shuniu.api.business.spi.MappingTry;
import org.shuniu.business.kit.Faults;
import org.shuniu.business.kit.Line;
import org.shuniu.business.kit.mapping.Carrier.Incoming;
import org.shuniu.business.kit.mapping.Carrier.Outgoing;

/**
 * Carries out requests by their plans while a link is open: from the cache, or over the line, not
 * faster than the system is to be asked, and a question once more where the system was busy.
 *
 * <p>Safe for use by many threads; blocks none.
 */
final class Desk<P> implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Longest wait for the system's next second. */
  private static final Duration TURN = Duration.ofSeconds(1);

  private final BusinessContext context;
  private final Line line;
  private final Carrier<P> carrier;
  private final Optional<RateLimiter> limiter;
  private final ReplyCache cache;

  /** Whose time has not come yet: the scheduler may end before it. */
  private final Set<CompletableFuture<?>> waiting = ConcurrentHashMap.newKeySet();

  /** How long somebody is kept waiting for an evaluation, which has far less time itself. */
  private static final Duration APART = Duration.ofSeconds(5);

  /** What one exchange left, for the log of exchanges. */
  private static final class Trace {
    volatile @Nullable Outgoing sent;
    volatile @Nullable Incoming received;
  }

  Desk(BusinessContext context, Line line, Carrier<P> carrier, int ratePerSecond) {
    this.context = context;
    this.line = line;
    this.carrier = carrier;
    this.cache = new ReplyCache(context.clock());
    this.limiter =
        ratePerSecond == 0
            ? Optional.empty()
            : Optional.of(
                RateLimiter.of(
                    context.instance(),
                    RateLimiterConfig.custom()
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .limitForPeriod(ratePerSecond)
                        .timeoutDuration(TURN)
                        .build()));
  }

  /**
   * Evaluates on a thread of the link, for a thread that outlives it: the languages keep things
   * with the thread that they run on. Fails as the work does, or as {@code business.timeout}.
   */
  <T> T apart(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    line.session()
        .run(
            result,
            () -> {
              try {
                result.complete(work.get());
              } catch (MappingError e) {
                result.completeExceptionally(e);
              }
            });
    try {
      return result.get(APART.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof MappingError fault ? fault : Faults.of(e);
    } catch (TimeoutException e) {
      result.cancel(true);
      throw Faults.timeout();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Faults.offline("stopped");
    }
  }

  CompletionStage<BusinessReply> execute(OperationPlan<P> plan, BusinessRequest request) {
    plan.check(request);
    Optional<BusinessReply> known = plan.cache().flatMap(age -> cache.find(request, age));
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(known.get());
    }
    Instant deadline = Instant.now().plus(request.patience());
    CompletableFuture<BusinessReply> first = once(plan, request, request.patience());
    CompletableFuture<BusinessReply> reply =
        plan.operation().kind() != Kind.QUERY
            ? first
            : first.exceptionallyCompose(
                fault -> {
                  Duration left = Duration.between(Instant.now(), deadline).minus(PAUSE);
                  return mayWorkNow(Faults.of(fault)) && !left.isNegative() && !left.isZero()
                      ? later(PAUSE, () -> once(plan, request, left))
                      : CompletableFuture.failedFuture(fault);
                });
    return reply.whenComplete(
        (value, fault) -> {
          if (value != null && plan.cache().isPresent()) {
            cache.keep(request, value);
          }
        });
  }

  /** Nothing was done over there, and it is not our own lane that is full. */
  private static boolean mayWorkNow(HubException fault) {
    return "peer".equals(fault.arguments().get("at"))
        || "connect".equals(fault.arguments().get("reason"));
  }

  private CompletableFuture<BusinessReply> later(
      Duration pause, Supplier<CompletableFuture<BusinessReply>> work) {
    CompletableFuture<BusinessReply> result = new CompletableFuture<>();
    waiting.add(result);
    result.whenComplete((value, fault) -> waiting.remove(result));
    try {
      context
          .scheduler()
          .schedule(() -> begin(work, result), pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(Faults.offline("stopped"));
    }
    return result;
  }

  private static void begin(
      Supplier<CompletableFuture<BusinessReply>> work, CompletableFuture<BusinessReply> result) {
    work.get()
        .whenComplete(
            (value, fault) -> {
              if (fault == null) {
                result.complete(value);
              } else {
                result.completeExceptionally(fault);
              }
            });
  }

  private CompletableFuture<BusinessReply> once(
      OperationPlan<P> plan, BusinessRequest request, Duration patience) {
    long wait = limiter.map(RateLimiter::reservePermission).orElse(0L);
    if (wait < 0) {
      return CompletableFuture.failedFuture(HubException.capacity("business.busy", Map.of()));
    }
    Duration left = patience.minusNanos(wait);
    return wait == 0
        ? sent(plan, request, left)
        : later(Duration.ofNanos(wait), () -> sent(plan, request, left));
  }

  private CompletableFuture<BusinessReply> sent(
      OperationPlan<P> plan, BusinessRequest request, Duration patience) {
    Trace trace = new Trace();
    Instant at = context.clock().instant();
    long begin = System.nanoTime();
    CompletableFuture<BusinessReply> result = new CompletableFuture<>();
    line.pass(patience, () -> exchange(plan, request, trace))
        .whenComplete(
            (reply, fault) -> {
              HubException told = fault == null ? null : told(plan, trace, Faults.of(fault));
              Duration took = Duration.ofNanos(System.nanoTime() - begin);
              tell(request, at, took, told == null ? Exchange.ANSWERED : told.code(), trace);
              if (told == null) {
                result.complete(reply);
              } else {
                result.completeExceptionally(told);
              }
            });
    return result;
  }

  private CompletableFuture<BusinessReply> exchange(
      OperationPlan<P> plan, BusinessRequest request, Trace trace) {
    CompletableFuture<BusinessReply> reply = new CompletableFuture<>();
    line.session()
        .run(
            reply,
            () -> {
              Outgoing outgoing = outgoing(plan, request);
              trace.sent = outgoing;
              CompletableFuture<Incoming> exchange = carrier.exchange(line.session(), outgoing);
              reply.whenComplete((value, fault) -> exchange.cancel(true));
              exchange.whenComplete(
                  (incoming, fault) -> {
                    if (incoming == null) {
                      reply.completeExceptionally(fault);
                      return;
                    }
                    trace.received = incoming;
                    complete(reply, plan, request, incoming);
                  });
            });
    return reply;
  }

  private Outgoing outgoing(OperationPlan<P> plan, BusinessRequest request) {
    try {
      return carrier.outgoing(plan.part(), request, plan.mapped(request));
    } catch (MappingError e) {
      throw HubException.invalid(
          "business.content.invalid",
          Map.of("field", "", "line", e.fault().line(), "fault", e.fault().code()));
    }
  }

  private void complete(
      CompletableFuture<BusinessReply> reply,
      OperationPlan<P> plan,
      BusinessRequest request,
      Incoming incoming) {
    try {
      Map<String, Object> content =
          plan.content(carrier, incoming, OperationPlan.variables(request));
      reply.complete(new BusinessReply(content, context.clock().instant()));
    } catch (MappingError e) {
      reply.completeExceptionally(
          HubException.external(
              "business.reply.invalid",
              Map.of("reason", e.fault().code(), "line", e.fault().line())));
    } catch (RuntimeException | LinkageError e) {
      reply.completeExceptionally(Faults.of(e));
    }
  }

  /**
   * Of an order that the system does each time it gets it: the link was lost after it was given, so
   * nobody knows. The host takes an offline link as one that has got nothing.
   */
  private HubException told(OperationPlan<P> plan, Trace trace, HubException fault) {
    boolean given =
        trace.sent != null
            && fault.code().equals("business.link.offline")
            && !"connect".equals(fault.arguments().get("reason"))
            && !"tls".equals(fault.arguments().get("reason"))
            && !"login-refused".equals(fault.arguments().get("reason"));
    return given && plan.operation().kind() == Kind.ORDER ? Faults.timeout() : fault;
  }

  private void tell(
      BusinessRequest request, Instant at, Duration took, String outcome, Trace trace) {
    Outgoing sent = trace.sent;
    Incoming received = trace.received;
    if (sent != null) {
      context.exchanged(
          new Exchange(
              Exchange.Direction.OUT,
              request.id(),
              request.matter(),
              request.operation(),
              at,
              took,
              outcome,
              sent.shown(),
              received == null ? "" : received.shown()));
    }
  }

  /** As {@code MappedLink#tryOut}. */
  CompletionStage<MappingTrial> tryOut(Workshop<P> workshop, MappingTry what) {
    return new Bench<>(line, carrier, workshop).tryOut(what);
  }

  /** Another mapping is in force. */
  void changed() {
    cache.clear();
  }

  @Override
  public void close() {
    line.close();
    waiting.forEach(one -> one.completeExceptionally(Faults.offline("stopped")));
  }
}
