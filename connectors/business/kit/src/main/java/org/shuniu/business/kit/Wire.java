// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 without a thread for each request. Follows no redirection, checks host names, bounds
 * what it reads; an exchange whose future is cancelled gives its connection up.
 */
public final class Wire implements AutoCloseable {
  private final ThreadGroup group;
  private final Executor executor;
  private final HttpClient client;
  private final int replyMaxBytes;

  /**
   * @param executor for the client's tasks; ends after this
   * @param tls where a trust or key store is set
   */
  public Wire(
      String name,
      Duration connectTimeout,
      int replyMaxBytes,
      Optional<SSLContext> tls,
      Executor executor) {
    this.replyMaxBytes = replyMaxBytes;
    this.executor = executor;
    this.group = new ThreadGroup(name);
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .executor(executor);
    tls.ifPresent(builder::sslContext);
    this.client = inGroup(builder);
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
   * Gives the whole answer to the handler, or what {@link HttpClient#sendAsync} fails with, or a
   * fault that {@link Faults#of} understands; on a thread of the executor.
   *
   * @return ends the exchange when it is cancelled
   */
  public Future<?> send(
      HttpRequest request,
      BiConsumer<? super @Nullable HttpResponse<byte[]>, ? super @Nullable Throwable> handler) {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request, answer -> new BoundedBody(replyMaxBytes));
    // The client itself would call from a pool that belongs to everybody.
    exchange.whenCompleteAsync(handler, executor);
    return exchange;
  }

  /** Breaks all connections, and ends the selector's thread soon. */
  @Override
  public void close() {
    group.interrupt();
  }
}
