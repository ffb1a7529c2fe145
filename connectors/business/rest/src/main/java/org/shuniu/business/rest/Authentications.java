// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.rest;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Secrets;
import org.shuniu.business.kit.SecretReference;
import org.shuniu.business.kit.Signature;
import org.shuniu.business.kit.crypto.Crypto;
import org.shuniu.business.kit.crypto.SoftCrypto;
import org.shuniu.business.kit.mapping.Carrier.Outgoing;

/** The ways to show who the hub is, by their names in the configuration. */
final class Authentications {
  private Authentications() {}

  static Authentication of(RestConfig config, Secrets secrets, Clock clock) {
    Supplier<String> secret = SecretReference.of(secrets, config.secret());
    String user = config.keyId();
    return switch (config.authentication()) {
      case "none" -> (session, target, outgoing) -> ready(Map.of());
      case "basic" -> fixed(() -> "Basic " + base64(user + ":" + secret.get()));
      case "bearer" -> fixed(() -> "Bearer " + secret.get());
      case "oauth2" ->
          new OAuth2(URI.create(config.tokenUrl()), user, secret, config.scope(), clock);
      case "hmac" ->
          signing(
              user,
              clock,
              (outgoing, path, time, nonce) ->
                  Signature.of(
                      secret.get(), outgoing.method(), path, time, nonce, outgoing.body()));
      case "sm2" ->
          signing(user, clock, sm2(new SoftCrypto(reference -> secret.get()), config.secret()));
      default ->
          throw HubException.invalid(
              "business.authentication.unknown", Map.of("authentication", config.authentication()));
    };
  }

  private static Authentication fixed(Supplier<String> header) {
    return (session, target, outgoing) -> attempt(() -> Map.of("Authorization", header.get()));
  }

  private static CompletableFuture<Map<String, String>> ready(Map<String, String> headers) {
    return CompletableFuture.completedFuture(headers);
  }

  /** A secret may not be there yet. */
  private static CompletableFuture<Map<String, String>> attempt(
      Supplier<Map<String, String>> headers) {
    try {
      return ready(headers.get());
    } catch (HubException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Gives the value of the signature's header. */
  @FunctionalInterface
  private interface Signer {
    String sign(Outgoing outgoing, String path, String time, String nonce);
  }

  private static Signer sm2(Crypto crypto, String key) {
    return (outgoing, path, time, nonce) -> {
      String digest = HexFormat.of().formatHex(crypto.digest("SM3", outgoing.body()));
      byte[] text = Signature.text(outgoing.method(), path, time, nonce, digest);
      return Base64.getEncoder().encodeToString(crypto.sign("SM3withSM2", key, text));
    };
  }

  private static Authentication signing(String key, Clock clock, Signer signer) {
    return (session, target, outgoing) ->
        attempt(
            () -> {
              String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
              String path = target.getRawPath() + query;
              String time = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
              String nonce = UUID.randomUUID().toString();
              return Map.of(
                  Signature.KEY,
                  key,
                  Signature.TIME,
                  time,
                  Signature.NONCE,
                  nonce,
                  Signature.VALUE,
                  signer.sign(outgoing, path, time, nonce));
            });
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
