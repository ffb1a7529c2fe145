// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.socialinsurance;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.shuniu.business.kit.Faults;
import org.shuniu.business.kit.Session;

/**
 * The SOAP client of a session, made on its threads at the first use. A client that could not be
 * made is made at the next use.
 */
final class SoapSession implements AutoCloseable {
  private final Settings settings;
  private final Clock clock;
  private @Nullable SoapClient soap;
  private boolean closed;

  SoapSession(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Asks on a thread of the session; cancelling the future ends the exchange. */
  <T> CompletableFuture<T> call(Session session, String operation, Object request, Class<T> type) {
    CompletableFuture<T> call = new CompletableFuture<>();
    session.run(call, () -> client(session).call(operation, request, type, call));
    return call;
  }

  /**
   * Looks whether anybody answers at the endpoint, whatever the answer. The client is made before:
   * that takes a second, which the first caller shall not wait.
   */
  CompletableFuture<Integer> look(Session session) {
    return session.exchange(
        () -> {
          client(session);
          return HttpRequest.newBuilder(settings.endpoint())
              .timeout(settings.line().limits().longest())
              .build();
        },
        HttpResponse::statusCode);
  }

  private synchronized SoapClient client(Session session) {
    if (closed) {
      throw Faults.offline("stopped");
    }
    if (soap == null) {
      Optional<UsernameToken> token =
          settings.user().map(user -> new UsernameToken(user, settings.password(), clock));
      soap = new SoapClient(settings.endpoint(), session.wire(), token);
    }
    return soap;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (soap != null) {
      soap.close();
    }
  }
}
