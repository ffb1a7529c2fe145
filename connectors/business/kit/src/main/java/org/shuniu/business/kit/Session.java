// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What exists between start and stop: a few threads, and on them, from the first use on, the HTTP
 * client. A client that could not be made is made at the next use.
 */
public final class Session implements AutoCloseable {
  /** For making and reading messages and for the HTTP client's own tasks; none of them waits. */
  private static final int THREADS = 4;

  private static final Duration END = Duration.ofSeconds(3);

  private final String name;
  private final Line.Settings settings;
  private final ThreadPoolExecutor threads;
  private @Nullable Wire wire;
  private boolean closed;

  /** Makes no thread and no connection yet. */
  public Session(String name, Line.Settings settings) {
    this.name = name;
    this.settings = settings;
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

  /**
   * Sends a request and reads its answer, both on threads of the session. Fails with a {@code
   * HubException}; cancelling the future ends the exchange.
   */
  public <T> CompletableFuture<T> exchange(
      Supplier<HttpRequest> request, Function<HttpResponse<byte[]>, T> reader) {
    CompletableFuture<T> call = new CompletableFuture<>();
    run(call, () -> send(request, reader, call));
    return call;
  }

  /**
   * Works on a thread of the session, unless the future has ended before it begins; what is thrown
   * ends the future.
   */
  public void run(CompletableFuture<?> call, Runnable work) {
    try {
      threads.execute(
          () -> {
            if (call.isDone()) {
              return;
            }
            try {
              work.run();
            } catch (RuntimeException | LinkageError e) {
              call.completeExceptionally(Faults.of(e));
            }
          });
    } catch (RejectedExecutionException e) {
      call.completeExceptionally(Faults.offline("stopped"));
    }
  }

  private <T> void send(
      Supplier<HttpRequest> request,
      Function<HttpResponse<byte[]>, T> reader,
      CompletableFuture<T> call) {
    Future<?> exchange =
        wire()
            .send(
                request.get(),
                (response, fault) -> {
                  try {
                    if (response == null) {
                      call.completeExceptionally(Faults.of(Objects.requireNonNull(fault)));
                    } else {
                      call.complete(reader.apply(response));
                    }
                  } catch (RuntimeException | LinkageError e) {
                    call.completeExceptionally(Faults.of(e));
                  }
                });
    // Whoever gave up waiting gives the connection up too.
    call.whenComplete((value, fault) -> exchange.cancel(true));
  }

  /** The connections; made at the first use. */
  public synchronized Wire wire() {
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
