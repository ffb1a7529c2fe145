// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.socialinsurance;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;

/**
 * What exists between start and stop: a few threads, and on them, from the first use on, the SOAP
 * client with its connections. A client that could not be made is made at the next use.
 */
final class Session implements AutoCloseable {
  /** For marshalling and the HTTP client's own tasks; none of them waits. */
  private static final int THREADS = 4;

  private static final Duration END = Duration.ofSeconds(3);

  private final String name;
  private final Settings settings;
  private final Clock clock;
  private final ThreadPoolExecutor threads;
  private @Nullable Wire wire;
  private @Nullable SoapClient soap;
  private boolean closed;

  Session(String name, Settings settings, Clock clock) {
    this.name = name;
    this.settings = settings;
    this.clock = clock;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            // Bounded by the guard: each request that it lets through has a few tasks here.
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** Asks on a thread of the session; cancelling the future ends the exchange. */
  <T> CompletableFuture<T> call(String operation, Object request, Class<T> type) {
    CompletableFuture<T> call = new CompletableFuture<>();
    run(call, () -> client().call(operation, request, type, call));
    return call;
  }

  /**
   * Looks whether anybody answers at the endpoint, whatever the answer. The client is made before:
   * that takes a second, which the first caller shall not wait.
   */
  CompletableFuture<HttpResponse<byte[]>> look() {
    CompletableFuture<HttpResponse<byte[]>> look = new CompletableFuture<>();
    run(
        look,
        () -> {
          client();
          HttpRequest request =
              HttpRequest.newBuilder(settings.endpoint())
                  .timeout(settings.limits().longest())
                  .build();
          connected()
              .send(
                  request,
                  (answer, fault) -> {
                    if (fault == null) {
                      look.complete(answer);
                    } else {
                      look.completeExceptionally(fault);
                    }
                  });
        });
    return look;
  }

  private void run(CompletableFuture<?> future, Runnable work) {
    Consumer<Runnable> guarded =
        task -> {
          try {
            task.run();
          } catch (RuntimeException | LinkageError e) {
            future.completeExceptionally(Faults.of(e));
          }
        };
    try {
      threads.execute(
          () -> {
            if (!future.isDone()) {
              guarded.accept(work);
            }
          });
    } catch (RejectedExecutionException e) {
      future.completeExceptionally(Faults.offline("stopped"));
    }
  }

  private synchronized SoapClient client() {
    Wire connected = connected();
    if (soap == null) {
      Optional<UsernameToken> token =
          settings.user().map(user -> new UsernameToken(user, settings.password(), clock));
      soap = new SoapClient(settings.endpoint(), connected, token);
    }
    return soap;
  }

  private synchronized Wire connected() throws HubException {
    if (closed) {
      throw Faults.offline("stopped");
    }
    if (wire == null) {
      wire =
          new Wire(
              name,
              settings.connectTimeout(),
              settings.replyMaxBytes(),
              settings.tls().context(),
              threads);
    }
    return wire;
  }

  /** Breaks all connections and ends all threads. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (wire != null) {
        wire.close();
      }
      if (soap != null) {
        soap.close();
      }
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
