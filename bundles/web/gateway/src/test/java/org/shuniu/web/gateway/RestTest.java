// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.ServiceReference;

class RestTest {
  private static final String THING =
      """
      {"id":"a","at":"2026-11-22T08:00:00Z","pause":"PT90S","region":"440300000000","colour":"RED",
       "parts":[{"name":"b","count":1}],"on":true}\
      """;

  private Gateway gateway;
  private Rest rest;
  private ServiceReference<Object> reference;

  @BeforeEach
  void start() throws Exception {
    gateway = new Gateway();
    gateway.sessions.add("li");
    rest = new Rest(gateway.sessions);
    reference = gateway.serve(rest);
  }

  @AfterEach
  void stop() throws Exception {
    rest.leave.countDown();
    gateway.close();
  }

  @Test
  void valuesTravelAsTheContractSays() throws Exception {
    var reply = gateway.send(gateway.as("li", "/things/7?limit=3"));
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(
            "{\"id\":\"7\",\"at\":\"2026-11-22T08:00:00Z\",\"pause\":\"PT1M30S\","
                + "\"region\":\"000000000000\",\"colour\":\"RED\","
                + "\"parts\":[{\"name\":\"中文\",\"count\":3}],\"on\":true}");
    var echo = post(THING);
    assertThat(echo.statusCode()).isEqualTo(200);
    assertThat(echo.body()).contains("\"pause\":\"PT1M30S\"").contains("440300000000");
    assertThat(
            gateway.send(gateway.as("li", "/things/7").PUT(BodyPublishers.noBody())).statusCode())
        .isEqualTo(204);
  }

  @Test
  void theIdentityIsBoundForTheTimeOfTheRequest() throws Exception {
    assertThat(gateway.send(gateway.as("li", "/things/me")).body())
        .contains("s-li@127.0.0.1")
        .contains("\"loader\":\"true\"");
    assertThat(gateway.send(gateway.request("/things/me")).body()).contains("nobody@127.0.0.1");
    assertThat(
            gateway
                .send(gateway.as("li", "/things/me").header("X-Forwarded-For", "9.9.9.9, 10.1.2.3"))
                .body())
        .as("the proxy that is trusted tells the address; what the browser claims does not count")
        .contains("s-li@10.1.2.3");
  }

  @ParameterizedTest
  @CsvSource({
    "/things/guarded/paint, thing:paint, 400",
    "/things/guarded/break, thing:paint, 403",
    "/things/own, thing:none, 400",
    "/things/own, , 401",
    "/things/open, , 400",
  })
  void whoMayNotIsRefusedBeforeTheBodyIsRead(String path, String permission, int status)
      throws Exception {
    if (permission != null) {
      gateway.access.user("li", permission);
    }
    var reply = gateway.send(gateway.as("li", path).POST(BodyPublishers.ofString("{\"broken\":")));
    assertThat(reply.statusCode()).isEqualTo(status);
  }

  @Test
  void nothingThatNeedsAPermissionIsServedWhileNobodyCanTellWhoMay() throws Exception {
    gateway.resources.access = null;
    var reply = gateway.send(gateway.as("li", "/things/own").POST(BodyPublishers.ofString(THING)));
    assertThat(reply.statusCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({
    "conflict, 409, things.state.wrong",
    "throttled, 429, things.slow",
    "external, 502, things.peer.away",
    "capacity, 503, things.full",
    "internal, 500, hub.internal",
    "unknown, 500, hub.internal",
  })
  void failuresBecomeStatusAndCode(String how, int status, String code) throws Exception {
    var reply = gateway.send(gateway.as("li", "/things/fail/" + how));
    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(reply.body())
        .contains("\"code\":\"" + code + "\"")
        .contains("\"traceId\":\"" + reply.headers().firstValue("X-Trace-Id").orElseThrow())
        .doesNotContain("secret detail");
    if (how.equals("throttled")) {
      assertThat(reply.headers().firstValue("Retry-After")).contains("7");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing/here, 404, rest.path.unknown",
    "GET, /things/fail/a/b/c, 404, rest.path.unknown",
    "DELETE, /things/7, 405, rest.method.not-allowed",
    "GET, /things/7?limit=abc, 400, rest.parameter.invalid",
    "GET, /things/7?from=yesterday, 400, rest.parameter.invalid",
    "GET, /things/7?colour=GREEN, 400, rest.parameter.invalid",
    "PROPFIND, /things/7, 400, rest.method.unknown",
  })
  void requestsThatFitNowhere(String method, String path, int status, String code)
      throws Exception {
    var reply = gateway.send(gateway.as("li", path).method(method, BodyPublishers.noBody()));
    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(reply.body()).contains("\"code\":\"" + code + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":                                    | syntax",
        "                                            | empty",
        "null                                        | empty",
        "[]                                          | type",
        "{\"id\":\"a\",\"id\":\"b\"}                 | syntax",
        "{\"on\":true,\"admin\":true}                | unknown-field",
        "{\"id\":{\"x\":1}}                          | type",
        "{\"colour\":\"GREEN\"}                      | type",
        "{\"colour\":1}                              | type",
        "{\"at\":\"tomorrow\"}                       | type",
        "{\"on\":null}                               | type",
        "{\"parts\":[{\"count\":\"1\"}]}             | type",
        "{\"on\":true,\"parts\":[null]}              | missing",
        "{\"on\":true}                               | missing",
        "{\"on\":true} {\"on\":false}                | type",
      })
  void bodiesThatAreWrong(String body, String problem) throws Exception {
    var reply = post(body == null ? "" : body);
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body())
        .contains("\"code\":\"rest.body.invalid\"")
        .contains("\"problem\":\"" + problem + "\"");
  }

  @Test
  void theFaultNamesItsPlaceButNotTheValue() throws Exception {
    var reply = post(THING.replace("\"count\":1", "\"count\":\"secret\""));
    assertThat(reply.body()).contains("parts.[0].count").doesNotContain("secret");
    assertThat(post(THING.replace("440300000000", "44")).body())
        .as("what a value itself refuses")
        .contains("base.region.invalid");
  }

  @Test
  void nestingIsBounded() throws Exception {
    var reply = post("{\"id\":" + "[".repeat(10_000));
    assertThat(reply.statusCode()).isEqualTo(400);
  }

  @Test
  void longBodiesAreRefusedWithAndWithoutALength() throws Exception {
    byte[] body = new byte[2_000_000];
    Arrays.fill(body, (byte) ' ');
    var told = gateway.send(gateway.as("li", "/things").POST(BodyPublishers.ofByteArray(body)));
    assertThat(told.statusCode()).isEqualTo(413);
    var chunked =
        gateway.send(
            gateway
                .as("li", "/things")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    assertThat(chunked.statusCode()).isEqualTo(413);
    assertThat(chunked.body()).contains("rest.body.too-large");
  }

  @ParameterizedTest
  @CsvSource({
    "application/xml",
    "text/xml",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonx"
  })
  void onlyJsonIsTaken(String type) throws Exception {
    String bomb =
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c"
            + " \"&b;&b;&b;\">]><a>&c;</a>";
    var reply =
        gateway.send(
            gateway
                .request("/things")
                .header("Cookie", "SHUNIU_SESSION=li")
                .header("X-CSRF-Token", "csrf-li")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(bomb)));
    assertThat(reply.statusCode()).isEqualTo(422);
    assertThat(reply.body()).contains("rest.body.type-unsupported");
  }

  @Test
  void whatChangesSomethingNeedsTheTokenOfTheSession() throws Exception {
    for (String token : new String[] {null, "", "csrf-other"}) {
      var request =
          gateway
              .request("/things")
              .header("Cookie", "SHUNIU_SESSION=li")
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(THING));
      if (token != null) {
        request.header("X-CSRF-Token", token);
      }
      var reply = gateway.send(request);
      assertThat(reply.statusCode()).isEqualTo(403);
      assertThat(reply.body()).contains("security.csrf.invalid");
    }
    var foreign =
        gateway.send(
            gateway
                .as("li", "/things")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.ofString(THING)));
    assertThat(foreign.statusCode()).isEqualTo(403);
  }

  @Test
  void headersOf16KiBAreRefusedAndTheServerGoesOn() throws Exception {
    var reply = gateway.send(gateway.as("li", "/things/7").header("X-Long", "x".repeat(16_384)));
    assertThat(reply.statusCode()).isEqualTo(431);
    assertThat(
            gateway
                .send(
                    gateway
                        .request("/things/me")
                        .header("Cookie", "SHUNIU_SESSION=" + "x".repeat(6_000)))
                .body())
        .contains("nobody");
    assertThat(gateway.send(gateway.as("li", "/things/7")).statusCode()).isEqualTo(200);
  }

  @Test
  void answersCarryTheHeadersThatProtectTheBrowser() throws Exception {
    var headers = gateway.send(gateway.as("li", "/things/7")).headers().map();
    assertThat(headers)
        .containsKeys(
            "x-content-type-options",
            "x-frame-options",
            "content-security-policy",
            "referrer-policy",
            "cache-control",
            "x-trace-id");
  }

  @Test
  void whatAnInstalledBundleHasStillToServeIsNotUnknown(@TempDir Path folder) throws Exception {
    Path document = folder.resolve("openapi.json");
    Files.writeString(document, "{\"paths\":{\"/later/{id}/steps\":{},\"/later-forms\":{}}}");
    gateway.install(document.toUri().toURL());
    for (String path : List.of("/later", "/later/7/steps", "/later-forms")) {
      HttpResponse<String> away = gateway.send(gateway.as("li", path));
      assertThat(away.statusCode()).as(path).isEqualTo(503);
      assertThat(away.body()).contains("rest.resource.away");
    }
    assertThat(gateway.send(gateway.as("li", "/later-on")).statusCode()).isEqualTo(404);
  }

  @Test
  void anUpdateFinishesWhatIsInWorkAndTellsOthersToWait() throws Exception {
    var slow =
        gateway.http.sendAsync(gateway.as("li", "/things/slow").build(), BodyHandlers.ofString());
    assertThat(rest.entered.await(10, TimeUnit.SECONDS)).isTrue();
    Thread update = new Thread(() -> gateway.resources.remove(reference));
    update.start();
    HttpResponse<String> away;
    do {
      away = gateway.send(gateway.as("li", "/things/7"));
    } while (away.statusCode() == 200);
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.body()).contains("rest.resource.away");
    assertThat(away.headers().firstValue("Retry-After")).contains("1");
    assertThat(update.isAlive()).isTrue();

    rest.leave.countDown();
    assertThat(slow.get(10, TimeUnit.SECONDS).body()).isEqualTo("{\"done\":1}");
    update.join(5_000);
    assertThat(update.isAlive()).isFalse();
    gateway.serve(new Rest(gateway.sessions));
    assertThat(gateway.send(gateway.as("li", "/things/7")).statusCode()).isEqualTo(200);
  }

  @Test
  void aListenerWhoLeavesIsNoBug() throws Exception {
    var log = System.err;
    var text = new ByteArrayOutputStream();
    System.setErr(new PrintStream(text, true));
    try (Socket socket = new Socket("127.0.0.1", gateway.port)) {
      socket
          .getOutputStream()
          .write("GET /api/v1/things/stream HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
      assertThat(socket.getInputStream().readNBytes(1_000)).hasSize(1_000);
    }
    try {
      await().until(() -> rest.fault != null);
      assertThat(gateway.send(gateway.as("li", "/things/7")).statusCode()).isEqualTo(200);
    } finally {
      System.setErr(log);
    }
    assertThat(rest.fault).isInstanceOf(GuardedResponse.BrowserGone.class);
    assertThat(text.toString(UTF_8)).doesNotContain("ERROR org.shuniu").doesNotContain("\tat ");
  }

  @Test
  void theDocumentOfAllBundlesIsOne() throws Exception {
    var reply = gateway.send(gateway.request("/openapi.json"));
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).contains("\"openapi\":\"3.0.1\"").contains("SHUNIU_SESSION");
  }

  private HttpResponse<String> post(String body) throws Exception {
    return gateway.send(gateway.as("li", "/things").POST(BodyPublishers.ofString(body)));
  }
}
