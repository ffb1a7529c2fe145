// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.ConnectionProbe;

/** What an administrator is told of a switch that is well, and of what can be wrong with one. */
class AsteriskProbeTest {
  private static final Duration LIMIT = Duration.ofSeconds(8);

  @TempDir Path folder;
  private final Map<String, Object> values = new HashMap<>();
  private final List<String> actions = new CopyOnWriteArrayList<>();
  private ServerSocket server;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    values.put("port", server.getLocalPort());
    values.put("secret", "env:AMI");
    values.put("loginTimeoutMs", 2_000);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void aSwitchThatLetsTheHubInWorks() {
    listen("Asterisk Call Manager/9.0.0\r\n", AsteriskProbeTest::well);
    values.put("recordingsDirectory", folder.toString());

    assertThat(probe()).isEqualTo(ConnectionProbe.Answer.of("Asterisk Call Manager/9.0.0"));
    assertThat(actions).contains("login", "getvar").doesNotContain("setvar", "originate");
  }

  @Test
  void tellsARefusedLogin() {
    listen(
        "Asterisk Call Manager/9.0.0\r\n",
        action ->
            action.equals("login") ? "Error\r\nMessage: Authentication failed" : well(action));
    assertCode("pbx.login.refused");
  }

  @Test
  void tellsAnAccountThatMayNotEnough() {
    listen(
        "Asterisk Call Manager/9.0.0\r\n",
        action -> action.equals("getvar") ? "Error\r\nMessage: Permission denied" : well(action));
    assertCode("pbx.switch.refused");
  }

  @Test
  void tellsSomebodyElse() {
    listen("SSH-2.0-OpenSSH_9.2p1 something\r\n", action -> "");
    assertCode("probe.not-understood");
  }

  @Test
  void tellsAClosedPort() throws IOException {
    server.close();
    assertCode("probe.refused");
  }

  @Test
  void tellsAHostThatNobodyKnows() {
    values.put("host", "no-such-host.invalid");
    assertCode("probe.host-unknown");
  }

  @Test
  void tellsRecordingsThatAreElsewhere() {
    listen("Asterisk Call Manager/9.0.0\r\n", AsteriskProbeTest::well);
    values.put("recordingsDirectory", folder.resolve("elsewhere").toString());
    assertCode("pbx.recordings.unreadable");
  }

  @Test
  void tellsASecretThatIsNotThere() {
    listen("Asterisk Call Manager/9.0.0\r\n", AsteriskProbeTest::well);
    values.put("secret", "env:MISSING");
    assertCode("hub.secret.missing");
    assertThat(actions).isEmpty();
  }

  private void assertCode(String code) {
    assertThatThrownBy(this::probe)
        .isInstanceOfSatisfying(HubException.class, told -> assertThat(told.code()).isEqualTo(code))
        .hasMessageNotContaining("hunter2");
  }

  private ConnectionProbe.Answer probe() {
    AsteriskConfig config =
        (AsteriskConfig)
            Proxy.newProxyInstance(
                AsteriskConfig.class.getClassLoader(),
                new Class<?>[] {AsteriskConfig.class, Annotation.class},
                (self, method, arguments) ->
                    values.getOrDefault(method.getName(), method.getDefaultValue()));
    return new AsteriskProbe(config, AsteriskProbeTest::secret).probe(LIMIT);
  }

  private static String secret(String reference) {
    if (reference.equals("env:AMI")) {
      return "hunter2";
    }
    throw HubException.invalid("hub.secret.missing", Map.of("reference", reference));
  }

  private static String well(String action) {
    return switch (action) {
      case "challenge" -> "Success\r\nChallenge: 1234567";
      case "coresettings" -> "Success\r\nAsteriskVersion: 22.10.1";
      case "getvar" -> "Success\r\nVariable: EPOCH\r\nValue: 1";
      case "logoff" -> "Goodbye";
      default -> "Success";
    };
  }

  /** Answers actions by their names, on as many connections as come. */
  private void listen(String greeting, Function<String, String> answer) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  Socket client = server.accept();
                  new Thread(() -> serve(client, greeting, answer)).start();
                }
              } catch (IOException e) {
                // The test is over.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Socket client, String greeting, Function<String, String> answer) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
      OutputStream out = client.getOutputStream();
      out.write(greeting.getBytes(StandardCharsets.UTF_8));
      Map<String, String> action = new HashMap<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          action.put(line.substring(0, colon).toLowerCase(), line.substring(colon + 1).strip());
        } else if (!action.isEmpty()) {
          String name = action.get("action").toLowerCase();
          actions.add(name);
          String id = action.getOrDefault("actionid", "");
          String reply = "Response: " + answer.apply(name) + "\r\nActionID: " + id + "\r\n\r\n";
          out.write(reply.getBytes(StandardCharsets.UTF_8));
          action.clear();
        }
      }
    } catch (IOException e) {
      // It went away.
    }
  }
}
