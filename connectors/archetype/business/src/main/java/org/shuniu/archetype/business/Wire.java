// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.business;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * HTTP without a thread for each request: a few threads of the link's own, which end with it.
 * Follows no redirection, checks host names, bounds what it reads.
 */
final class Wire implements AutoCloseable {
  private static final int THREADS = 4;

  private final ThreadGroup group;
  private final ThreadPoolExecutor threads;
  private final HttpClient client;
  private final int replyMaxBytes;

  /**
   * @param name of its threads
   */
  Wire(String name, Settings settings) {
    this.replyMaxBytes = settings.replyMaxBytes();
    this.group = new ThreadGroup(name);
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            // Bounded by the gate: each request that it lets through has a few tasks here.
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(group, task, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    this.client =
        inGroup(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .executor(threads));
  }

  /**
   * A client of the JDK 17 cannot be closed: its selector ends when the client is garbage, some
   * time, or when it is interrupted. Made in a group of ours, it can be found.
   */
  private HttpClient inGroup(HttpClient.Builder builder) {
    FutureTask<HttpClient> made = new FutureTask<>(builder::build);
    new Thread(group, made, group.getName()).start();
    try {
      return made.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /**
   * Gives what the reader makes of the whole answer. Cancelling the future gives the connection up.
   */
  <T> CompletableFuture<T> send(HttpRequest request, Function<HttpResponse<byte[]>, T> reader) {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request, answer -> new BoundedBody(replyMaxBytes));
    // The client itself would call from a pool that belongs to everybody.
    CompletableFuture<T> read = exchange.thenApplyAsync(reader, threads);
    read.whenComplete((value, fault) -> exchange.cancel(true));
    return read;
  }

  /** Breaks all connections, and ends all threads soon. */
  @Override
  public void close() {
    group.interrupt();
    threads.shutdownNow();
  }
}
