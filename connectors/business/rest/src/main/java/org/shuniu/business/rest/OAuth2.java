// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shuniu.business.kit.Faults;
import org.shuniu.business.kit.Json;
import org.shuniu.business.kit.Session;
import org.shuniu.business.kit.mapping.Carrier.Outgoing;

/**
 * The client credentials of OAuth 2 (RFC 6749, 4.4). A token is used until shortly before its end;
 * one request for a token at a time, which all wait for who need it.
 */
final class OAuth2 implements Authentication {
  /** What a token is shorter valid here than there. */
  private static final Duration EARLY = Duration.ofSeconds(10);

  /** A token that is so new has not been taken back: it came while the request was under way. */
  private static final Duration NEW = Duration.ofSeconds(1);

  private static final int USUAL_SECONDS = 300;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final URI tokens;
  private final String client;
  private final Supplier<String> secret;
  private final String scope;
  private final Clock clock;
  private @Nullable CompletableFuture<Token> current;

  private record Token(String text, Instant begin, Instant end) {}

  OAuth2(URI tokens, String client, Supplier<String> secret, String scope, Clock clock) {
    this.tokens = tokens;
    this.client = client;
    this.secret = secret;
    this.scope = scope;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Map<String, String>> headers(
      Session session, URI target, Outgoing outgoing) {
    return token(session).thenApply(token -> Map.of("Authorization", "Bearer " + token.text()));
  }

  private synchronized CompletableFuture<Token> token(Session session) {
    CompletableFuture<Token> known = current;
    if (known != null && !known.isCompletedExceptionally()) {
      Token token = known.getNow(null);
      if (token == null || token.end().isAfter(clock.instant())) {
        return known;
      }
    }
    CompletableFuture<Token> asked = session.exchange(this::request, this::read);
    current = asked;
    return asked;
  }

  @Override
  public synchronized boolean renew() {
    CompletableFuture<Token> known = current;
    if (known != null && known.isDone()) {
      boolean old =
          known.isCompletedExceptionally()
              || known.join().begin().plus(NEW).isBefore(clock.instant());
      current = old ? null : known;
    }
    return true;
  }

  private HttpRequest request() {
    String body =
        "grant_type=client_credentials"
            + (scope.isBlank() ? "" : "&scope=" + URLEncoder.encode(scope, StandardCharsets.UTF_8));
    String name = URLEncoder.encode(client, StandardCharsets.UTF_8);
    String word = URLEncoder.encode(secret.get(), StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(tokens)
        .timeout(LONGEST)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Accept", "application/json")
        .header("Authorization", "Basic " + Authentications.base64(name + ":" + word))
        .build();
  }

  private Token read(HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200) {
      throw answer.statusCode() >= 500 ? Faults.fault() : Faults.offline("login-refused");
    }
    ObjectNode body = Json.object(answer.body()).orElseThrow(() -> Faults.offline("login-refused"));
    String token =
        Json.text(body, "access_token", 8_192)
            .filter(text -> text.matches("[\\x21-\\x7e]+"))
            .orElseThrow(() -> Faults.offline("login-refused"));
    int seconds = body.path("expires_in").asInt(USUAL_SECONDS);
    Duration life = Duration.ofSeconds(Math.max(1, seconds)).minus(EARLY);
    Instant now = clock.instant();
    return new Token(token, now, now.plus(life.isNegative() ? Duration.ZERO : life));
  }
}
