// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.oa;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.ConnectionProbe;
import org.shuniu.api.hub.Secrets;

/**
 * Tries whether anybody answers at the address, over TLS where that is set up, and whether the
 * secrets are there. Both operations of the interface have an effect, so no signature is tried.
 */
@Component(
    service = {},
    factory = ConnectionProbe.FACTORY,
    configurationPolicy = ConfigurationPolicy.IGNORE)
public final class OaProbe implements ConnectionProbe {
  private final OaConfig config;
  private final Secrets secrets;

  @Activate
  public OaProbe(OaConfig config, @Reference Secrets secrets) {
    this.config = config;
    this.secrets = secrets;
  }

  @Override
  public Answer probe(Duration limit) {
    reach(address(), limit.dividedBy(3));
    secrets.resolve(config.secret());
    secrets.resolve(config.callbackSecret());
    Settings settings = Settings.of(config, secrets);
    try (Session session = new Session("shuniu-probe", settings)) {
      int status = status(session, settings, limit.dividedBy(2));
      return new Answer("HTTP " + status, Optional.of("probe.login-untried"));
    }
  }

  private int status(Session session, Settings settings, Duration limit) {
    CompletableFuture<Integer> look =
        session.exchange(
            () -> HttpRequest.newBuilder(settings.base()).timeout(limit).build(),
            HttpResponse::statusCode);
    try {
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

  private URI address() {
    try {
      URI address = URI.create(config.base());
      if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // As if it had no host.
    }
    throw HubException.invalid("probe.address-invalid", Map.of("address", config.base()));
  }

  private static void reach(URI address, Duration limit) {
    int standard = address.getScheme().equals("https") ? 443 : 80;
    int port = address.getPort() < 0 ? standard : address.getPort();
    try (Socket socket = ConnectionProbe.connect(address.getHost(), port, limit)) {
      socket.setSoLinger(true, 0); // says at once that nothing will come
    } catch (IOException e) {
      // It was there.
    }
  }
}
