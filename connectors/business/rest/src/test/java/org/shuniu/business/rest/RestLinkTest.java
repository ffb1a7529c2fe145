// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.shuniu.api.testkit.Failures.failure;
import static org.shuniu.api.testkit.Failures.value;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.business.spi.Exchange;
import org.shuniu.api.business.spi.MappingDifference;
import org.shuniu.api.business.spi.MappingTrial;
import org.shuniu.api.business.spi.MappingTry;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.testkit.business.BusinessRig.Mood;
import org.shuniu.api.testkit.business.FakeBusinessContext;
import org.shuniu.business.kit.HttpPeer;
import org.shuniu.business.kit.HttpPeer.Answer;
import org.shuniu.business.kit.HttpPeer.Call;
import org.shuniu.business.kit.Signature;
import org.shuniu.business.kit.Tls;
import org.shuniu.business.kit.crypto.Crypto;
import org.shuniu.business.kit.crypto.SoftCrypto;

/** What links by configuration do beyond the contract, and what they survive. */
@Timeout(60)
class RestLinkTest {
  private static final Duration LIMIT = Duration.ofSeconds(8);
  private static final Charset GBK = Charset.forName("GBK");

  private final List<AutoCloseable> open = new ArrayList<>();
  @TempDir private Path directory;
  private Rig rig;

  @BeforeEach
  void startSystem() {
    rig = new Rig(directory);
  }

  @AfterEach
  void stopAll() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
    rig.close();
  }

  private FakeBusinessContext start(RestLink link) {
    FakeBusinessContext context = new FakeBusinessContext("rest-" + open.size(), directory);
    link.start(context);
    open.add(link::stop);
    open.add(context);
    return context;
  }

  private HttpPeer peer(Function<Call, Answer> answers) {
    HttpPeer peer = new HttpPeer(answers, mood -> Rig.json(500, "{}"));
    open.add(peer);
    return peer;
  }

  private static String base(HttpPeer peer) {
    return "http://127.0.0.1:" + peer.port();
  }

  /** A mapping with one operation. */
  private static String mapping(String kind, String send, String request, String reply) {
    return """
        operations:
          thing.do:
            kind: %s
            send: %s
            request: |
              %s
            reply: |
              %s
        """
        .formatted(kind, send, request, reply);
  }

  private static BusinessRequest ask(Map<String, Object> content) {
    return Rig.request(Ids.next(), "thing.do", content);
  }

  @Test
  void gbkGoesBothWays() {
    HttpPeer peer =
        peer(
            call ->
                new Answer(
                    200,
                    "application/json; charset=GBK",
                    ("{\"name\":\"" + new String(call.body(), GBK) + "李四\"}").getBytes(GBK)));
    rig.write("gbk", mapping("query", "{path: /x, as: form}", "{'n': name}", "{'name': name}"));
    RestLink link = rig.newLink(Map.of("base", base(peer), "mapping", "gbk", "charset", "GBK"));
    start(link);
    assertThat(value(link.execute(ask(Map.of("name", "张三"))), LIMIT).content())
        .isEqualTo(Map.of("name", "n=%D5%C5%C8%FD李四"));
  }

  @Test
  void aWrongCharsetIsAnInvalidReply() {
    HttpPeer peer =
        peer(call -> new Answer(200, "application/json", "{\"name\":\"张三\"}".getBytes(GBK)));
    rig.write("utf", mapping("query", "{path: /x}", "{}", "{'name': name}"));
    RestLink link = rig.newLink(Map.of("base", base(peer), "mapping", "utf"));
    start(link);
    HubException fault = failure(link.execute(ask(Map.of())), LIMIT);
    assertThat(fault.code()).isEqualTo("business.reply.invalid");
    assertThat(fault.arguments()).containsEntry("reason", "charset");
  }

  @Test
  void aTokenIsFetchedOnceAndAgainWhenItIsTakenBack() {
    AtomicInteger tokens = new AtomicInteger();
    HttpPeer peer =
        peer(
            call -> {
              if (call.path().equals("/token")) {
                return Rig.json(
                    200,
                    "{\"access_token\":\"T%d\",\"expires_in\":3600}"
                        .formatted(tokens.incrementAndGet()));
              }
              return call.header("Authorization").equals("Bearer T" + tokens.get())
                  ? Rig.json(200, "{\"name\":\"x\"}")
                  : Rig.json(401, "{}");
            });
    rig.write("token", mapping("query", "{path: /x}", "{}", "{'name': name}"));
    RestLink link =
        rig.newLink(
            Map.of(
                "base", base(peer),
                "mapping", "token",
                "authentication", "oauth2",
                "tokenUrl", base(peer) + "/token",
                "secret", "word"));
    start(link);
    List<CompletableFuture<BusinessReply>> all =
        IntStream.range(0, 20)
            .mapToObj(i -> link.execute(ask(Map.of())).toCompletableFuture())
            .toList();
    all.forEach(one -> assertThat(value(one, LIMIT).content()).containsEntry("name", "x"));
    assertThat(tokens).hasValue(1);
    tokens.incrementAndGet();
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(value(link.execute(ask(Map.of())), LIMIT).content()).isNotEmpty());
    assertThat(tokens).hasValue(3);
  }

  @Test
  void aRequestIsSignedSoThatTheSystemCanProveIt() {
    HttpPeer peer =
        peer(
            call ->
                Rig.json(
                    call.header(Signature.VALUE)
                            .equals(
                                Signature.of(
                                    "word",
                                    call.method(),
                                    call.path(),
                                    call.header(Signature.TIME),
                                    call.header(Signature.NONCE),
                                    call.body()))
                        ? 200
                        : 401,
                    "{\"name\":\"x\"}"));
    rig.write("signed", mapping("query", "{path: '/x?a={a}'}", "{'b': a}", "{'name': name}"));
    RestLink link =
        rig.newLink(
            Map.of(
                "base",
                base(peer),
                "mapping",
                "signed",
                "authentication",
                "hmac",
                "secret",
                "word"));
    start(link);
    assertThat(value(link.execute(ask(Map.of("a", "1 2/3"))), LIMIT).content()).isNotEmpty();
    assertThat(peer.calls().get(0).path()).isEqualTo("/x?a=1%202%2F3");
  }

  @Test
  void aRequestIsSignedBySm2() {
    // Of GB/T 32918.5, annex A.
    String secret = "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8";
    String publicKey =
        "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
            + "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";
    Crypto crypto = new SoftCrypto(reference -> reference);
    HttpPeer peer =
        peer(
            call -> {
              byte[] text =
                  Signature.text(
                      call.method(),
                      call.path(),
                      call.header(Signature.TIME),
                      call.header(Signature.NONCE),
                      HexFormat.of().formatHex(crypto.digest("SM3", call.body())));
              byte[] signature = Base64.getDecoder().decode(call.header(Signature.VALUE));
              return crypto.verify("SM3withSM2", publicKey, text, signature)
                  ? Rig.json(200, "{\"name\":\"x\"}")
                  : Rig.json(401, "{}");
            });
    rig.write("sm2", mapping("query", "{path: /x}", "{'b': 1}", "{'name': name}"));
    RestLink link =
        rig.newLink(
            Map.of(
                "base", base(peer), "mapping", "sm2", "authentication", "sm2", "secret", secret));
    start(link);
    assertThat(value(link.execute(ask(Map.of())), LIMIT).content()).isNotEmpty();
  }

  @Test
  void aCertificateThatHasEndedIsAStateOfTheLink() throws Exception {
    Path keys = directory.resolve("old.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "old",
                "-keyalg",
                "EC",
                "-dname",
                "CN=old",
                "-ext",
                "san=ip:127.0.0.1",
                "-startdate",
                "-10d",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                "password")
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor()).isZero();
    SSLContext tls =
        new Tls(Tls.Store.of(keys.toString(), () -> "password"), Optional.empty())
            .context()
            .orElseThrow();
    HttpPeer peer =
        new HttpPeer(call -> Rig.json(200, "{}"), mood -> Rig.json(500, "{}"), Optional.of(tls));
    open.add(peer);
    RestLink link =
        rig.newLink(
            Map.of(
                "base", base(peer).replace("http:", "https:"),
                "trustStore", keys.toString(),
                "trustStorePassword", "password"));
    FakeBusinessContext context = start(link);
    HubException fault = failure(link.execute(rig.query("1")), LIMIT);
    assertThat(fault.code()).isEqualTo("business.link.offline");
    assertThat(fault.arguments()).containsEntry("reason", "tls");
    context.awaitLink(LinkState.Status.OFFLINE);
  }

  @Test
  void anAnswerIsToldAgainWithItsAge() {
    RestLink link = rig.newLink();
    start(link);
    BusinessRequest query = rig.query("1");
    BusinessReply first = value(link.execute(query), LIMIT);
    assertThat(value(link.execute(query), LIMIT)).isEqualTo(first);
    assertThat(rig.asked()).isEqualTo(1);
    value(link.execute(rig.query("2")), LIMIT);
    assertThat(rig.asked()).isEqualTo(2);
  }

  @Test
  void aBusySystemIsAskedOnceMore() {
    AtomicInteger asked = new AtomicInteger();
    HttpPeer peer =
        peer(
            call ->
                asked.incrementAndGet() == 1
                    ? Rig.json(503, "{}")
                    : Rig.json(200, "{\"name\":\"x\"}"));
    rig.write("busy", mapping("query", "{path: '/x?r={request}&n={n}'}", "{}", "{'name': name}"));
    RestLink link = rig.newLink(Map.of("base", base(peer), "mapping", "busy"));
    start(link);
    // The peer of the test answers the same key the same again.
    HubException busy = failure(link.execute(ask(Map.of("n", 1))), LIMIT);
    assertThat(busy.code()).isEqualTo("business.busy");
    assertThat(peer.calls()).hasSize(2);
    assertThat(value(link.execute(ask(Map.of("n", 1))), LIMIT).content()).isNotEmpty();
  }

  @Test
  void anOrderThatIsNotIdempotentIsNeverToldAsNotGiven() {
    HttpPeer peer = peer(call -> Rig.json(200, "{}"));
    rig.write("order", mapping("order", "{path: /x}", "{}", "{}"));
    RestLink link = rig.newLink(Map.of("base", base(peer), "mapping", "order"));
    start(link);
    peer.mood(Mood.BREAKS);
    HubException lost = failure(link.execute(ask(Map.of())), LIMIT);
    assertThat(lost.code()).isEqualTo("business.timeout");
    assertThat(peer.calls()).hasSize(1);
    peer.mood(Mood.FAILS);
    assertThat(failure(link.execute(ask(Map.of())), LIMIT).code()).isEqualTo("business.timeout");
    peer.cut();
    assertThat(failure(link.execute(ask(Map.of())), LIMIT).code())
        .isEqualTo("business.link.offline");
  }

  @Test
  void aWrongMappingIsOfflineWithItsReasonUntilTheFileIsRight() {
    rig.write("late", "operations:\n  thing.do:\n    kind: nothing\n");
    RestLink link = rig.newLink(Map.of("mapping", "late"));
    FakeBusinessContext context = start(link);
    context.awaitLink(LinkState.Status.OFFLINE);
    assertThat(context.links().get(0).reason()).isEqualTo("business.mapping.invalid");
    assertThat(link.operations()).isEmpty();
    HubException fault = failure(link.execute(ask(Map.of())), LIMIT);
    assertThat(fault.arguments()).containsEntry("reason", "mapping-invalid");
    rig.write("late", mapping("query", "{path: /x}", "{}", "{'rows': $count(rows)}"));
    context.awaitLink(LinkState.Status.ONLINE);
    assertThat(value(link.execute(ask(Map.of())), LIMIT).content()).containsEntry("rows", 1);
    rig.write("late", "operations: {");
    rig.write("late", mapping("query", "{path: /x}", "{}", "{'two': $count(rows) + 1}"));
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(value(link.execute(ask(Map.of())), LIMIT).content())
                    .containsEntry("two", 2));
  }

  @Test
  void aTextWithAFaultIsNotPutInForce() {
    RestLink link = rig.newLink();
    start(link);
    String before = link.mapping().orElseThrow().version();
    String broken = Rig.sample().replace("state: granted", "state: lost");
    HubException fault = catchThrowableOfType(HubException.class, () -> link.use(broken));
    assertThat(fault.code()).isEqualTo("business.mapping.invalid");
    assertThat(fault.arguments()).containsEntry("fault", "business.mapping.example");
    assertThat(String.valueOf(fault.arguments().get("detail"))).contains("/items/0/state");
    int line = (int) fault.arguments().get("line");
    assertThat(broken.lines().toList().get(line - 1)).contains("two applications");
    assertThat(link.mapping().orElseThrow().version()).isEqualTo(before);
    String other =
        Rig.sample()
            .replace("otherwise: unknown", "otherwise: other")
            .replace("state: unknown", "state: other");
    assertThat(link.use(other).version()).isNotEqualTo(before);
    assertThat(link.mapping().orElseThrow().text()).isEqualTo(other);
  }

  @Test
  void unknownFieldsAndBadExpressionsAreToldWithTheirLine() {
    RestLink link = rig.newLink();
    assertThat(link.read("operations:\n  a.b:\n    kindd: query\n").faults().get(0))
        .satisfies(fault -> assertThat(fault.line()).isLessThanOrEqualTo(3));
    var unknown = link.read(Rig.sample().replace("    cache: 30s", "    cash: 30s")).faults();
    assertThat(Rig.sample().lines().toList().get(unknown.get(0).line() - 1)).contains("cache");
    var syntax = link.read(Rig.sample().replace("\"receipt\": no }", "\"receipt\": no ")).faults();
    assertThat(syntax.get(0).code()).isEqualTo("business.mapping.expression");
    assertThat(Rig.sample().lines().toList().get(syntax.get(0).line() - 1)).contains("receipt");
    assertThat(link.read("a: &x 1\nb: *x").faults().get(0).code())
        .isEqualTo("business.mapping.yaml");
    assertThat(link.read("a: !!java.io.File [x]").faults()).isNotEmpty();
    assertThat(link.read("").faults()).isNotEmpty();
    assertThat(link.read("[".repeat(5_000)).faults()).isNotEmpty();
    assertThat(link.read(Rig.sample()).faults()).isEmpty();
  }

  @Test
  void aMappingIsTriedDryAndLive() {
    RestLink link = rig.newLink();
    FakeBusinessContext context = start(link);
    MappingTrial dry =
        value(
            link.tryOut(
                MappingTry.ofExample(
                    Rig.sample().replace("\"traceId\": $request", "\"trace\": $request"),
                    "application.query",
                    "two applications",
                    LIMIT)),
            LIMIT);
    assertThat(dry.faults()).isEmpty();
    assertThat(dry.outcome()).isEqualTo(Exchange.ANSWERED);
    assertThat(dry.sent().orElseThrow())
        .contains("POST /applications/search", "11010119900307123X");
    assertThat(dry.differences())
        .extracting(MappingDifference::path)
        .containsExactlyInAnyOrder("/traceId", "/trace");
    assertThat(rig.asked()).isZero();
    MappingTrial refused =
        value(
            link.tryOut(MappingTry.ofExample(Rig.sample(), "application.query", "nobody", LIMIT)),
            LIMIT);
    assertThat(refused.outcome()).isEqualTo("business.refused");
    assertThat(refused.reply().orElseThrow()).containsEntry("reason", "person-unknown");
    assertThat(refused.differences()).isEmpty();
    MappingTrial live =
        value(
            link.tryOut(new MappingTry(Rig.sample(), rig.query("1"), Optional.empty(), true)),
            LIMIT);
    assertThat(live.received().orElseThrow()).contains("补贴");
    assertThat(live.reply().orElseThrow()).containsKey("items");
    assertThat(rig.asked()).isEqualTo(1);
    assertThat(context.exchanges()).isEmpty();
    MappingTrial faulty =
        value(
            link.tryOut(
                MappingTry.ofExample("operations: 1", "application.query", "nobody", LIMIT)),
            LIMIT);
    assertThat(faulty.faults()).hasSize(1);
  }

  @Test
  void whatWentOverTheWireIsTold() {
    RestLink link = rig.newLink();
    FakeBusinessContext context = start(link);
    BusinessRequest query = rig.query("1");
    value(link.execute(query), LIMIT);
    assertThat(context.exchanges())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.request()).isEqualTo(query.id());
              assertThat(told.outcome()).isEqualTo(Exchange.ANSWERED);
              assertThat(told.sent()).contains(Rig.IDENTITY);
              assertThat(told.received()).contains("补贴");
            });
    rig.mood(Mood.SILENT);
    failure(link.execute(Rig.request("2", "application.query", Map.of("identity", "x"))), LIMIT);
    assertThat(context.exchanges().get(1).outcome()).isEqualTo("business.timeout");
  }

  @Test
  void aMappingThatLoopsHarmsNoOtherLink() {
    rig.write(
        "loops",
        mapping("query", "{path: /x}", "($f := function($n) { $f($n + 1) }; $f(1))", "{}"));
    RestLink loops = rig.newLink(Map.of("mapping", "loops"));
    RestLink sound = rig.newLink();
    start(loops);
    start(sound);
    List<CompletableFuture<BusinessReply>> all =
        IntStream.range(0, 8)
            .mapToObj(i -> loops.execute(ask(Map.of())).toCompletableFuture())
            .toList();
    for (int i = 0; i < 20; i++) {
      assertThat(value(sound.execute(rig.query("s" + i)), LIMIT).content()).isNotEmpty();
    }
    all.forEach(
        one -> {
          HubException fault = failure(one, LIMIT);
          assertThat(fault.code()).isIn("business.content.invalid", "business.timeout");
        });
    rig.write("throws", mapping("query", "{path: /x}", "{}", "$error('as it likes')"));
    RestLink throwing = rig.newLink(Map.of("mapping", "throws"));
    start(throwing);
    HubException fault = failure(throwing.execute(ask(Map.of())), LIMIT);
    assertThat(fault.code()).isEqualTo("business.reply.invalid");
    assertThat(fault.arguments()).containsEntry("line", 8);
  }

  @Test
  void oneSlowLinkDoesNotSlowAnother() {
    HttpPeer slow = peer(call -> Rig.json(200, "{}"));
    slow.mood(Mood.SILENT);
    rig.write("slow", mapping("query", "{path: /x}", "{}", "{}"));
    RestLink stuck = rig.newLink(Map.of("base", base(slow), "mapping", "slow"));
    RestLink sound = rig.newLink();
    start(stuck);
    start(sound);
    List<CompletableFuture<BusinessReply>> all =
        IntStream.range(0, 200)
            .mapToObj(i -> stuck.execute(ask(Map.of())).toCompletableFuture())
            .toList();
    long begin = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      assertThat(value(sound.execute(rig.query("s" + i)), LIMIT).content()).isNotEmpty();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    all.forEach(one -> assertThat(failure(one, LIMIT).retryable()).isTrue());
  }

  @Test
  void aSystemIsNotAskedFasterThanItMayBe() {
    RestLink link = rig.newLink(Map.of("ratePerSecond", 5));
    start(link);
    long begin = System.nanoTime();
    List<CompletableFuture<BusinessReply>> all =
        IntStream.range(0, 10)
            .mapToObj(i -> link.execute(rig.query("r" + i)).toCompletableFuture())
            .toList();
    all.forEach(one -> assertThat(value(one, LIMIT).content()).isNotEmpty());
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(300));
    List<HubException> refused =
        IntStream.range(0, 50)
            .mapToObj(i -> link.execute(rig.query("m" + i)).toCompletableFuture())
            .filter(CompletableFuture::isCompletedExceptionally)
            .map(one -> failure(one, LIMIT))
            .toList();
    assertThat(refused).isNotEmpty().allMatch(fault -> fault.code().equals("business.busy"));
  }

  @Test
  void aNoticeThatTheMappingDoesNotUnderstandIsRefused() {
    RestLink link = rig.newLink();
    FakeBusinessContext context = start(link);
    assertThat(rig.tell("N-1", "../etc")).contains(false);
    assertThat(rig.tell("N-1", "M-1")).contains(true);
    assertThat(context.told())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.operation()).isEqualTo("application.decided");
              assertThat(told.content()).isEqualTo(Map.of("state", "granted"));
            });
    assertThat(context.exchanges())
        .singleElement()
        .satisfies(told -> assertThat(told.direction()).isEqualTo(Exchange.Direction.IN));
  }
}
