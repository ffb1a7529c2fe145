// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The message centre of {@code karaf-assembly/e2e/peers/smsc.mjs}, a process of its own. */
final class Smsc implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final int port;
  private final int control;

  Smsc(String... options) {
    try {
      Path e2e = e2e();
      install(e2e);
      process =
          new ProcessBuilder(
                  Stream.concat(
                          Stream.of("node", e2e.resolve("peers/smsc.mjs").toString()),
                          Arrays.stream(options))
                      .toList())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      JsonNode ports =
          JSON.readTree(
              new BufferedReader(
                      new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                  .readLine());
      port = ports.get("smpp").asInt();
      control = ports.get("control").asInt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path e2e() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("karaf-assembly/e2e/package.json"))) {
      here = here.getParent();
    }
    return here.resolve("karaf-assembly/e2e");
  }

  /** As {@code hub test} does before the tests end to end; once, whoever comes first. */
  private static void install(Path e2e) throws IOException {
    if (Files.isDirectory(e2e.resolve("node_modules/smpp"))) {
      return;
    }
    Path lock =
        Files.createDirectories(e2e.resolve("node_modules")).resolveSibling("node_modules.log");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = channel.lock()) {
      if (!Files.isDirectory(e2e.resolve("node_modules/smpp"))) {
        Process npm =
            new ProcessBuilder("npm", "ci", "--silent", "--no-audit", "--no-fund")
                .directory(e2e.toFile())
                .inheritIO()
                .start();
        if (!npm.waitFor(3, TimeUnit.MINUTES) || npm.exitValue() != 0) {
          throw new IOException("npm could not install the peer");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  int port() {
    return port;
  }

  JsonNode post(String action, Object body) {
    try {
      return request(
          HttpRequest.newBuilder(uri(action))
              .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How it behaves from now on; see the program. */
  void rules(Map<?, ?>... rules) {
    post("rules", rules);
  }

  /** All records of one kind, oldest first. */
  List<JsonNode> log(String event) {
    return StreamSupport.stream(
            request(HttpRequest.newBuilder(uri("log")).build()).spliterator(), false)
        .filter(record -> record.get("event").asText().equals(event))
        .toList();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + control + "/" + path);
  }

  private JsonNode request(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
