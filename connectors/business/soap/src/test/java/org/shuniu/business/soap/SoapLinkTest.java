// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuniu.api.testkit.Failures.failure;
import static org.shuniu.api.testkit.Failures.value;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.business.spi.MappingDifference;
import org.shuniu.api.business.spi.MappingTrial;
import org.shuniu.api.business.spi.MappingTry;
import org.shuniu.api.testkit.business.FakeBusinessContext;
import org.shuniu.business.kit.HttpPeer;
import org.shuniu.business.kit.HttpPeer.Answer;
import org.shuniu.business.kit.HttpPeer.Call;
import org.shuniu.business.kit.PasswordDigest;

/** What links by configuration do beyond the contract, and what they survive. */
@Timeout(60)
class SoapLinkTest {
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

  private FakeBusinessContext start(SoapLink link) {
    FakeBusinessContext context = new FakeBusinessContext("soap-" + open.size(), directory);
    link.start(context);
    open.add(link::stop);
    open.add(context);
    return context;
  }

  private HttpPeer peer(Function<Call, Answer> answers) {
    HttpPeer peer = new HttpPeer(answers, mood -> Rig.soap(500, ""));
    open.add(peer);
    return peer;
  }

  private SoapLink link(HttpPeer peer, String mapping, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put("endpoint", "http://127.0.0.1:%d/x".formatted(peer.port()));
    all.put("mapping", mapping);
    SoapLink link = rig.newLink(all);
    start(link);
    return link;
  }

  private static String mapping(String request, String reply) {
    return """
        operations:
          thing.do:
            send: {}
            request: |
              %s
            reply: |
              %s
        """
        .formatted(request, reply);
  }

  private static BusinessRequest ask(Map<String, Object> content) {
    return Rig.request(Ids.next(), "thing.do", content);
  }

  @Test
  void aServiceOfAnotherMakeIsLinkedByConfigurationAlone() throws Exception {
    ExamCentre centre = new ExamCentre();
    open.add(centre);
    String wsdl =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(centre.endpoint() + "?wsdl")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    assertThat(wsdl).contains("urn:exam:centre/score", "ExamService");
    rig.write(
        "exam",
        """
        refusal: string(//*:detail//*:errorCode)
        reasons: { C404: person-unknown }
        operations:
          exam.query:
            kind: query
            needs: [candidate, year]
            gives: [subject, points]
            send: { action: "urn:exam:centre/score" }
            request: |
              <e:score xmlns:e="urn:exam:centre">
                <candidate>{$content?candidate}</candidate>
                <year>{$content?year}</year>
              </e:score>
            reply: |
              map{ 'subject': string(//*:subject), 'points': number(//*:points) }
            examples:
              - name: passed
                in: { candidate: E-1, year: 2026 }
                mapped: <score xmlns="urn:exam:centre"><candidate xmlns="">E-1</candidate><year xmlns="">2026</year></score>
                raw: <n:scoreResponse xmlns:n="urn:exam:centre"><return><points>60</points><subject>语文</subject></return></n:scoreResponse>
                out: { subject: 语文, points: 60 }
        """);
    SoapLink link = rig.newLink(Map.of("endpoint", centre.endpoint(), "mapping", "exam"));
    start(link);
    assertThat(link.mapping()).isPresent();
    BusinessReply reply =
        value(
            link.execute(
                Rig.request(Ids.next(), "exam.query", Map.of("candidate", "E-7", "year", 2025))),
            LIMIT);
    assertThat(reply.content()).isEqualTo(Map.of("subject", "注册会计师 2025", "points", 87));
    HubException refused =
        failure(
            link.execute(
                Rig.request(Ids.next(), "exam.query", Map.of("candidate", "X", "year", 2025))),
            LIMIT);
    assertThat(refused.code()).isEqualTo("business.refused");
    assertThat(refused.arguments()).containsEntry("reason", "person-unknown");
  }

  @Test
  void gbkGoesBothWays() {
    HttpPeer peer =
        peer(
            call -> {
              String asked = new String(call.body(), GBK);
              Matcher name = Pattern.compile("<n>(.*)</n>").matcher(asked);
              boolean good = name.find() && asked.contains("encoding=\"GBK\"");
              String answer =
                  "<?xml version='1.0' encoding='GBK'?><s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'>"
                      + "<s:Body><n>%s李四</n></s:Body></s:Envelope>"
                          .formatted(good ? name.group(1) : "?");
              return new Answer(200, "text/xml", answer.getBytes(GBK));
            });
    rig.write("gbk", mapping("<a><n>{$content?name}</n></a>", "map{'name': string(//n)}"));
    SoapLink link = link(peer, "gbk", Map.of("charset", "GBK"));
    assertThat(value(link.execute(ask(Map.of("name", "张三"))), LIMIT).content())
        .isEqualTo(Map.of("name", "张三李四"));
  }

  @Test
  void thePasswordIsShownAsADigestOnly() {
    HttpPeer peer = peer(call -> Rig.soap(200, "<ok/>"));
    rig.write("secure", mapping("<a/>", "map{'ok': count(//ok)}"));
    SoapLink link = link(peer, "secure", Map.of("user", "hot<line", "password", "word-17"));
    assertThat(value(link.execute(ask(Map.of())), LIMIT).content()).containsEntry("ok", 1);
    String sent = new String(peer.calls().get(0).body(), StandardCharsets.UTF_8);
    assertThat(sent).contains("hot&lt;line").doesNotContain("word-17");
    assertThat(between(sent, "#PasswordDigest\">", "<"))
        .isEqualTo(
            PasswordDigest.of(
                Base64.getDecoder().decode(between(sent, "#Base64Binary\">", "<")),
                between(sent, "<wsu:Created>", "<"),
                "word-17"));
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }

  @Test
  void soap12TellsItsActionInTheType() {
    HttpPeer peer =
        peer(
            call ->
                new Answer(
                    200,
                    "application/soap+xml; charset=utf-8",
                    "<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'><e:Body><x/></e:Body></e:Envelope>"
                        .getBytes(StandardCharsets.UTF_8)));
    rig.write(
        "twelve",
        mapping("<a/>", "map{'x': count(//x)}").replace("send: {}", "send: {action: 'urn:a'}"));
    SoapLink link = link(peer, "twelve", Map.of("soapVersion", "1.2"));
    assertThat(value(link.execute(ask(Map.of())), LIMIT).content()).containsEntry("x", 1);
    assertThat(peer.calls().get(0).header("Content-Type"))
        .isEqualTo("application/soap+xml; charset=UTF-8; action=\"urn:a\"");
  }

  @Test
  void faultsAreToldInTheWordsOfTheSeam() {
    String[] fault = {"Client"};
    HttpPeer peer = peer(call -> Rig.fault(fault[0], "<secret>110101</secret>"));
    rig.write("faults", mapping("<a/>", "map{}"));
    SoapLink link = link(peer, "faults", Map.of("breakerFailures", 100));
    HubException client = failure(link.execute(ask(Map.of())), LIMIT);
    assertThat(client.arguments()).containsEntry("reason", "request-invalid");
    fault[0] = "FailedAuthentication";
    assertThat(failure(link.execute(ask(Map.of())), LIMIT).arguments())
        .containsEntry("reason", "login-refused");
    fault[0] = "Server";
    assertThat(failure(link.execute(ask(Map.of())), LIMIT).arguments())
        .containsEntry("reason", "fault");
  }

  @Test
  void aDocumentTypeIsAnInvalidReply() {
    HttpPeer peer =
        peer(
            call ->
                new Answer(
                    200,
                    "text/xml",
                    ("<!DOCTYPE s [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
                            + "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>&x;</s:Body></s:Envelope>")
                        .getBytes(StandardCharsets.UTF_8)));
    rig.write("entity", mapping("<a/>", "map{'x': string(.)}"));
    assertThat(failure(link(peer, "entity", Map.of()).execute(ask(Map.of())), LIMIT).code())
        .isEqualTo("business.reply.invalid");
  }

  @Test
  void aMappingIsTriedAndItsDifferencesAreXPaths() {
    SoapLink link = rig.newLink();
    start(link);
    MappingTrial trial =
        value(
            link.tryOut(
                MappingTry.ofExample(
                    Rig.sample().replace("<slot>{$content?slot}</slot>", "<slot>other</slot>"),
                    "appointment.book",
                    "booked",
                    LIMIT)),
            LIMIT);
    assertThat(trial.faults()).isEmpty();
    assertThat(trial.differences())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.side()).isEqualTo(MappingDifference.Side.REQUEST);
              assertThat(one.path()).isEqualTo("/book/slot");
              assertThat(one.actual()).isEqualTo("other");
            });
    MappingTrial live =
        value(
            link.tryOut(new MappingTry(Rig.sample(), rig.query("1"), Optional.empty(), true)),
            LIMIT);
    assertThat(live.received().orElseThrow()).contains("人才引进");
    assertThat(link.read(Rig.sample().replace("string(*:title)", "string(*:title")).faults())
        .singleElement()
        .satisfies(
            fault ->
                assertThat(Rig.sample().lines().toList().get(fault.line() - 1)).contains("state"));
  }

  @Test
  void aMappingThatLoopsHarmsNoOtherLink() {
    rig.write(
        "loops",
        mapping("<a>{sum(for $a in 1 to 999999, $b in 1 to 999999 return $b)}</a>", "map{}"));
    rig.write("throws", mapping("<a/>", "error()"));
    SoapLink loops = rig.newLink(Map.of("mapping", "loops"));
    SoapLink throwing = rig.newLink(Map.of("mapping", "throws"));
    SoapLink sound = rig.newLink();
    start(loops);
    start(throwing);
    start(sound);
    List<CompletableFuture<BusinessReply>> all =
        IntStream.range(0, 8)
            .mapToObj(i -> loops.execute(ask(Map.of())).toCompletableFuture())
            .toList();
    for (int i = 0; i < 20; i++) {
      assertThat(value(sound.execute(rig.query("s" + i)), LIMIT).content()).isNotEmpty();
    }
    all.forEach(
        one ->
            assertThat(failure(one, LIMIT).code())
                .isIn("business.content.invalid", "business.timeout"));
    assertThat(failure(throwing.execute(ask(Map.of())), LIMIT).code())
        .isEqualTo("business.reply.invalid");
  }
}
