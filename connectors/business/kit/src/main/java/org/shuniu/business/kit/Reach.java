// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.ConnectionProbe;

/** Tries whether anybody answers by HTTP at an address that somebody typed (P8). */
public final class Reach {
  private Reach() {}

  /** What was typed, as an address. Fails with {@code probe.address-invalid}. */
  public static URI address(String typed) {
    try {
      URI address = URI.create(typed);
      if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // As if it had no host.
    }
    throw HubException.invalid("probe.address-invalid", Map.of("address", typed));
  }

  /** Whether somebody listens there. Fails as {@link ConnectionProbe#connect}. */
  public static void connect(URI address, Duration limit) {
    int standard = address.getScheme().equals("https") ? 443 : 80;
    int port = address.getPort() < 0 ? standard : address.getPort();
    try (Socket socket = ConnectionProbe.connect(address.getHost(), port, limit)) {
      socket.setSoLinger(true, 0); // says at once that nothing will come
    } catch (IOException e) {
      // It was there.
    }
  }

  /**
   * The HTTP status that a GET there is answered with. Fails with {@code probe.tls}, {@code
   * probe.keystore} or as {@link Faults#of}.
   */
  public static int status(URI address, Line.Settings settings, Duration limit) {
    try (Session session = new Session("shuniu-probe", settings)) {
      CompletableFuture<Integer> look =
          session.exchange(
              () -> HttpRequest.newBuilder(address).timeout(limit).build(),
              HttpResponse::statusCode);
      return look.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw Faults.timeout();
    } catch (ExecutionException e) {
      throw verdict(Faults.of(Objects.requireNonNullElse(e.getCause(), e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Faults.timeout();
    }
  }

  private static HubException verdict(HubException fault) {
    return switch (String.valueOf(fault.arguments().get("reason"))) {
      case "tls" -> HubException.external("probe.tls", Map.of());
      case "keystore" -> HubException.external("probe.keystore", Map.of());
      default -> fault;
    };
  }
}
