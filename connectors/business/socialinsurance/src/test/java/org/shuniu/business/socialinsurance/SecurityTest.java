// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.socialinsurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuniu.api.testkit.Failures.failure;
import static org.shuniu.api.testkit.Failures.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.testkit.business.FakeBusinessContext;
import org.shuniu.business.kit.PasswordDigest;

/** Who may ask, who may answer, and what nobody may read in a log. */
class SecurityTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;

  @Test
  void theDigestIsThatOfTheProfile() {
    // Computed with: printf 'nonce2026-11-22T00:00:00Zsecret' | openssl dgst -sha1 -binary | base64
    assertThat(
            PasswordDigest.of(
                "nonce".getBytes(StandardCharsets.UTF_8), "2026-11-22T00:00:00Z", "secret"))
        .isEqualTo("VkDAceYhAJMA0ITOxMcc2I94tkc=");
  }

  @Test
  void aUserTokenLetsIn() {
    try (Rig rig = new Rig("--user", "hotline", "--password", "s3cret")) {
      Map<String, Object> right = Map.of("user", "hotline", "password", "plain:s3cret");
      assertThat(value(ask(rig, right), LIMIT).content()).containsKey("balance");
    }
  }

  @Test
  void aWrongOrMissingSecretIsAStateOfTheLink() {
    try (Rig rig = new Rig("--user", "hotline", "--password", "s3cret")) {
      HubException wrong =
          failure(ask(rig, Map.of("user", "hotline", "password", "plain:other")), LIMIT);
      assertThat(wrong.code()).isEqualTo("business.link.offline");
      assertThat(wrong.arguments()).containsEntry("reason", "login-refused");
      HubException missing =
          failure(ask(rig, Map.of("user", "hotline", "password", "env:NOWHERE")), LIMIT);
      assertThat(missing.arguments()).containsEntry("reason", "secret-missing");
      assertThat(missing.retryable()).isTrue();
    }
  }

  @Test
  void bothSidesShowTheirCertificates() throws Exception {
    certificate("server", "ip:127.0.0.1");
    certificate("client", "dns:hub");
    certificate("stranger", "dns:stranger");
    try (Rig rig = tls("server")) {
      assertThat(value(ask(rig, stores("client", "server")), LIMIT).content())
          .containsKey("balance");
      assertThat(reason(rig, stores("stranger", "server"))).isIn("tls", "broken");
      assertThat(reason(rig, stores("client", "stranger"))).isEqualTo("tls");
    }
  }

  @Test
  void aCertificateOfAnotherHostIsNotTrusted() throws Exception {
    certificate("elsewhere", "dns:elsewhere.example");
    certificate("client", "dns:hub");
    try (Rig rig = tls("elsewhere")) {
      assertThat(reason(rig, stores("client", "elsewhere"))).isEqualTo("tls");
    }
  }

  /** With all of CXF and of the link at the level TRACE; see simplelogger.properties. */
  @Test
  void nothingPersonalIsLoggedAtAnyLevel() throws Exception {
    List<String> personal = new ArrayList<>();
    try (Rig rig = new Rig()) {
      for (String mode :
          List.of("well", "fault", "malformed", "wrong-content", "charset", "bomb", "html")) {
        JsonNode person = rig.person();
        for (String field : List.of("identity", "password", "name", "balance")) {
          personal.add(person.get(field).asText());
        }
        rig.mode(mode);
        ask(rig, Map.of(), person).toCompletableFuture().handle((a, b) -> a).get();
      }
    }
    String log = Files.readString(Path.of("target/test.log"));
    assertThat(log).contains("TRACE org.apache.cxf", "DEBUG org.apache.cxf");
    assertThat(personal).noneMatch(log::contains);
  }

  private CompletionStage<BusinessReply> ask(Rig rig, Map<String, Object> configuration) {
    return ask(rig, configuration, rig.person());
  }

  private CompletionStage<BusinessReply> ask(
      Rig rig, Map<String, Object> configuration, JsonNode person) {
    FakeBusinessContext context = new FakeBusinessContext("security", folder);
    BusinessLink link = rig.newLink(configuration);
    link.start(context);
    return link.execute(
            Rig.request(
                Ids.next(),
                "account.query",
                Map.of(
                    "identity", person.get("identity").asText(),
                    "password", person.get("password").asText())))
        .whenCompleteAsync(
            (reply, fault) -> {
              link.stop();
              context.close();
            });
  }

  private String reason(Rig rig, Map<String, Object> stores) {
    HubException failure = failure(ask(rig, stores), LIMIT);
    assertThat(failure.code()).isEqualTo("business.link.offline");
    return String.valueOf(failure.arguments().get("reason"));
  }

  private Rig tls(String server) {
    Rig rig =
        new Rig(
            "--key",
            folder.resolve(server + ".key").toString(),
            "--cert",
            folder.resolve(server + ".pem").toString(),
            "--ca",
            folder.resolve("client.pem").toString());
    rig.secure();
    return rig;
  }

  private Map<String, Object> stores(String keys, String trust) {
    return Map.of(
        "keyStore",
        folder.resolve(keys + ".p12").toString(),
        "keyStorePassword",
        "plain:" + PASSWORD,
        "trustStore",
        folder.resolve(trust + "-trust.p12").toString(),
        "trustStorePassword",
        "plain:" + PASSWORD);
  }

  /** A self-signed certificate: key store, trust store, and both as PEM. */
  private void certificate(String name, String alternative) throws Exception {
    Path keys = folder.resolve(name + ".p12");
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + alternative,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    assertThat(made.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    pem(name + ".key", "PRIVATE KEY", store.getKey(name, PASSWORD.toCharArray()).getEncoded());
    pem(name + ".pem", "CERTIFICATE", store.getCertificate(name).getEncoded());
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry(name, store.getCertificate(name));
    try (var out = Files.newOutputStream(folder.resolve(name + "-trust.p12"))) {
      trust.store(out, PASSWORD.toCharArray());
    }
  }

  private void pem(String file, String kind, byte[] bytes) throws Exception {
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), kind));
  }
}
