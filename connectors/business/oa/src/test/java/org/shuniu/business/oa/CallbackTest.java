// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.oa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuniu.api.testkit.business.FakeBusinessContext;
import org.shuniu.business.kit.Callback;
import org.shuniu.business.kit.Signature;

/** Who may tell the hub something, and what. */
class CallbackTest {
  private static final String NOTICE =
      "{\"notice\":\"N-1\",\"matter\":\"M-1\",\"operation\":\"ticket.accepted\","
          + "\"foreignId\":\"OA-1\",\"by\":\"somebody\"}";

  private FakeBusinessContext context;
  private Web web;
  private AutoCloseable door;

  /** One POST, whose parts a test may spoil. */
  private record Call(String key, String secret, String time, String nonce, String body) {
    static Call good() {
      return new Call("oa", Rig.CALLBACK_SECRET, Instant.now().toString(), newNonce(), NOTICE);
    }

    static String newNonce() {
      return UUID.randomUUID().toString();
    }

    Call withBody(String other) {
      return new Call(key, secret, time, nonce, other);
    }

    Call withTime(String other) {
      return new Call(key, secret, other, nonce, body);
    }
  }

  @BeforeEach
  void open(@TempDir Path directory) throws Exception {
    context = new FakeBusinessContext("callback", directory);
    web = new Web();
    door = web.open("callback", new Callback(context, settings(), Notices::read));
  }

  @AfterEach
  void close() throws Exception {
    door.close();
    web.close();
    context.close();
  }

  private static Callback.Settings settings() {
    return new Callback.Settings(
        new Callback.Key("oa", () -> Rig.CALLBACK_SECRET), Duration.ofMinutes(5), 262_144);
  }

  @Test
  void aSignedNoticeIsStoredAndAcknowledged() throws IOException {
    assertThat(post(Call.good())).isEqualTo(202);
    assertThat(context.told())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.notice()).isEqualTo("N-1");
              assertThat(told.matter()).isEqualTo("M-1");
              assertThat(told.content()).isEqualTo(Map.of("foreignId", "OA-1", "by", "somebody"));
            });
  }

  @Test
  void aReplayedRequestGetsTheSameAnswerAndIsNotTold() throws IOException {
    Call call = Call.good();
    assertThat(post(call)).isEqualTo(202);
    assertThat(post(call)).isEqualTo(202);
    assertThat(context.told()).hasSize(1);
    Call wrong = Call.good().withBody("{}");
    assertThat(post(wrong)).isEqualTo(400);
    assertThat(post(wrong)).isEqualTo(400);
  }

  @Test
  void whatCouldNotBeStoredIsNotRememberedAsDone() throws IOException {
    Call call = Call.good();
    context.full(true);
    assertThat(post(call)).isEqualTo(503);
    context.full(false);
    assertThat(post(call)).isEqualTo(202);
    assertThat(context.told()).hasSize(1);
  }

  @Test
  void strangersAreNotLetIn() throws IOException {
    Call good = Call.good();
    assertThat(post(new Call("oa", "guessed", good.time(), Call.newNonce(), NOTICE)))
        .isEqualTo(401);
    assertThat(post(new Call("who", good.secret(), good.time(), Call.newNonce(), NOTICE)))
        .isEqualTo(401);
    assertThat(post(new Call("oa", good.secret(), good.time(), "short", NOTICE))).isEqualTo(401);
    assertThat(context.told()).isEmpty();
  }

  @Test
  void aChangedBodyIsNotLetIn() throws IOException {
    assertThat(post(Call.good(), body -> body.replace("M-1", "M-2"), "POST")).isEqualTo(401);
    assertThat(context.told()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "yesterday", ""})
  void anOldOrFutureTimeIsNotLetIn(String time) throws IOException {
    assertThat(post(Call.good().withTime(time))).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"notice\":\"N\"}",
        "{\"notice\":\"N\",\"matter\":\"../x\",\"operation\":\"ticket.accepted\",\"foreignId\":\"1\",\"by\":\"b\"}",
        "{\"notice\":\"N\",\"matter\":\"M\",\"operation\":\"ticket.deleted\",\"foreignId\":\"1\",\"by\":\"b\"}",
        "{\"notice\":\"N\",\"matter\":\"M\",\"operation\":\"ticket.answered\",\"foreignId\":\"1\",\"by\":\"b\",\"outcome\":\"maybe\",\"answer\":\"a\"}",
        "{\"notice\":\"N\",\"notice\":\"O\",\"matter\":\"M\",\"operation\":\"ticket.accepted\",\"foreignId\":\"1\",\"by\":\"b\"}"
      })
  void whatIsNotAsAgreedIsRefused(String body) throws IOException {
    assertThat(post(Call.good().withBody(body))).isEqualTo(400);
    assertThat(context.told()).isEmpty();
  }

  @Test
  void aDeepBodyIsRefusedAndALongOneIsNotRead() throws IOException {
    assertThat(post(Call.good().withBody("{\"a\":" + "[".repeat(50_000)))).isEqualTo(400);
    assertThat(post(Call.good().withBody(" ".repeat(262_145)))).isEqualTo(413);
    assertThat(post(Call.good().withBody(NOTICE + " ".repeat(262_144 - NOTICE.length()))))
        .isEqualTo(202);
  }

  @Test
  void onlyPostIsKnown() throws IOException {
    for (String method : new String[] {"GET", "PUT", "DELETE", "OPTIONS"}) {
      assertThat(post(Call.good(), UnaryOperator.identity(), method)).as(method).isEqualTo(405);
    }
  }

  private int post(Call call) throws IOException {
    return post(call, UnaryOperator.identity(), "POST");
  }

  private int post(Call call, UnaryOperator<String> onTheWay, String method) throws IOException {
    URI uri = URI.create(web.url("callback"));
    byte[] signed = call.body().getBytes(StandardCharsets.UTF_8);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setRequestProperty(Signature.KEY, call.key());
    connection.setRequestProperty(Signature.TIME, call.time());
    connection.setRequestProperty(Signature.NONCE, call.nonce());
    connection.setRequestProperty(
        Signature.VALUE,
        Signature.of(call.secret(), "POST", uri.getPath(), call.time(), call.nonce(), signed));
    if (method.equals("POST")) {
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(onTheWay.apply(call.body()).getBytes(StandardCharsets.UTF_8));
      }
    }
    return connection.getResponseCode();
  }
}
