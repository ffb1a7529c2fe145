// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.check.CheckException;

/** The kit's end of the line to its guest in the hub. */
@Timeout(30)
class DoorTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  @TempDir Path folder;
  private Door door;

  @BeforeEach
  void open() throws IOException {
    door = new Door(folder.resolve("door"));
  }

  @AfterEach
  void close() throws IOException {
    door.close();
  }

  /** A guest who does as the real one: says the pass word, answers line by line. */
  private final class Guest implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final PrintWriter out;

    Guest(String password) throws IOException {
      int port = Integer.parseInt(address().get(0));
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
      out.println(password);
    }

    JsonNode hear() throws IOException {
      return new ObjectMapper().readTree(in.readLine());
    }

    /** Hears one question, then says these lines. */
    CompletableFuture<JsonNode> answer(String... lines) {
      return CompletableFuture.supplyAsync(
          () -> {
            try {
              JsonNode question = hear();
              for (String line : lines) {
                out.println(line);
              }
              return question;
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private List<String> address() throws IOException {
    return Files.readAllLines(folder.resolve("door"));
  }

  @Test
  void itsAddressIsForTheOwnerOnly() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("door"))))
        .isEqualTo("rw-------");
  }

  @Test
  void whoDoesNotKnowThePassWordIsSentAwayAndTheGuestComesAfter() throws Exception {
    try (Guest stranger = new Guest("let me in")) {
      assertThat(stranger.in.readLine()).isNull();
    }
    try (Guest guest = new Guest(address().get(1))) {
      door.await(LONG);
      var heard = guest.answer("{\"id\":1,\"value\":{\"state\":\"ACTIVE\"}}");
      assertThat(door.ask("look", Map.of("bundle", 7), LONG).path("state").asText())
          .isEqualTo("ACTIVE");
      JsonNode asked = heard.join();
      assertThat(asked.path("do").asText()).isEqualTo("look");
      assertThat(asked.path("with").path("bundle").asInt()).isEqualTo(7);
    }
  }

  @Test
  void whatWasThrownInTheHubIsARefusal() throws Exception {
    try (Guest guest = new Guest(address().get(1))) {
      door.await(LONG);
      guest.answer("{\"id\":1,\"error\":\"BundleException: no\"}");
      assertThatThrownBy(() -> door.ask("start", Map.of(), LONG))
          .isInstanceOf(Door.Refusal.class)
          .hasMessage("BundleException: no");
    }
  }

  @Test
  void whoDoesNotAnswerIsNotWaitedForForEver() throws Exception {
    try (Guest guest = new Guest(address().get(1))) {
      door.await(LONG);
      assertThatThrownBy(() -> door.ask("start", Map.of(), Duration.ofMillis(100)))
          .isInstanceOf(Door.Silence.class);
      guest.hear();
      guest.answer("{\"id\":1,\"value\":true}", "{\"id\":2,\"value\":\"second\"}");
      assertThat(door.ask("look", Map.of(), LONG).asText()).isEqualTo("second");
    }
  }

  @Test
  void aHubThatEndsIsTold() throws Exception {
    Guest guest = new Guest(address().get(1));
    door.await(LONG);
    Thread end =
        new Thread(
            () -> {
              try {
                guest.hear();
                guest.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    end.start();
    assertThatThrownBy(() -> door.ask("start", Map.of(), LONG))
        .isInstanceOf(CheckException.class)
        .hasMessageContaining("ended");
    assertThatThrownBy(() -> door.ask("look", Map.of(), LONG)).isInstanceOf(CheckException.class);
    end.join();
  }
}
