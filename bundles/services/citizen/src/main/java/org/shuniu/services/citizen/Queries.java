// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.HubException.Reason;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.BusinessCommand.QueryBusiness;
import org.shuniu.api.business.BusinessEvent.QueryAnswered;
import org.shuniu.api.business.BusinessEvent.QueryRejected;
import org.shuniu.api.hub.Bus;

/**
 * Asks business systems over the bus and waits for the answer, for a bounded time and with a
 * bounded number of askers: a system that is slow holds up whoever asks it, not the hub. Safe for
 * use by many threads.
 */
final class Queries {
  /** The host answers at the end of the patience at the latest; the way back takes a moment. */
  private static final Duration WAY_BACK = Duration.ofMillis(500);

  private final Bus bus;
  private final Settings settings;
  private final Semaphore room;
  private final Map<String, CompletableFuture<QueryAnswered>> open = new ConcurrentHashMap<>();

  Queries(Bus bus, Settings settings) {
    this.bus = bus;
    this.settings = settings;
    this.room = new Semaphore(settings.waiting());
  }

  /**
   * The answer, with personal values sealed as it came.
   *
   * @param contact that it is for
   */
  QueryAnswered ask(
      String link, String contact, String operation, Map<String, Object> content, Actor actor) {
    if (!room.tryAcquire()) {
      throw HubException.capacity("business.busy", Map.of("retryAfterSeconds", 1));
    }
    String request = Ids.next();
    CompletableFuture<QueryAnswered> answer = new CompletableFuture<>();
    open.put(request, answer);
    try {
      bus.publish(
          new QueryBusiness(link, request, contact, operation, content, settings.patience()),
          actor);
      return await(answer, operation);
    } finally {
      open.remove(request);
      room.release();
    }
  }

  private QueryAnswered await(CompletableFuture<QueryAnswered> answer, String operation) {
    try {
      long most = settings.patience().plus(WAY_BACK).toMillis();
      return answer.get(most, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HubException refusal) {
        throw refusal;
      }
      throw HubException.internal("citizen.business.failed", e);
    } catch (TimeoutException e) {
      throw HubException.external("business.timeout", Map.of("operation", operation));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw HubException.capacity("hub.stopping", Map.of());
    }
  }

  /** An answer to anybody's question; others than ours are passed over. */
  void answered(QueryAnswered event) {
    CompletableFuture<QueryAnswered> waiting = open.get(event.request());
    if (waiting != null) {
      waiting.complete(event);
    }
  }

  /** As {@link #answered}. */
  void rejected(QueryRejected event) {
    CompletableFuture<QueryAnswered> waiting = open.get(event.request());
    if (waiting != null) {
      waiting.completeExceptionally(fault(event.code(), event.arguments()));
    }
  }

  /** What a rejection means to the one who asked. */
  static HubException fault(String code, Map<String, Object> told) {
    Map<String, Object> arguments = new HashMap<>();
    told.forEach(
        (name, value) -> {
          if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            arguments.put(name, value);
          }
        });
    return switch (code) {
      case "business.refused", "business.operation.unknown" ->
          HubException.caller(Reason.UNPROCESSABLE, code, arguments);
      case "business.content.invalid" -> HubException.invalid(code, arguments);
      case "business.link.offline", "business.link.missing", "business.busy" ->
          HubException.capacity(code, arguments);
      default -> HubException.external(code, arguments);
    };
  }

  /** How many wait for an answer now. */
  int waiting() {
    return open.size();
  }
}
