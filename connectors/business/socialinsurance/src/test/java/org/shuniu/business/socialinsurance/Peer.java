// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.socialinsurance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A foreign system: a program of its own, run with node, ruled by its control port. */
final class Peer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PROGRAMS =
      Path.of("../../../karaf-assembly/e2e/peers").toAbsolutePath().normalize();

  private final Process process;
  private final JsonNode ready;

  private Peer(Process process, JsonNode ready) {
    this.process = process;
    this.ready = ready;
  }

  /** Starts the program and waits until it is ready. */
  static Peer start(String program, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("node", PROGRAMS.resolve(program).toString(), "--with-parent"));
    command.addAll(List.of("--port", "0", "--control", "0"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String line =
          new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      if (line == null) {
        throw new IllegalStateException(program + " did not start");
      }
      return new Peer(process, JSON.readTree(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return ready.get("port").asInt();
  }

  /** Asks the control port. */
  JsonNode get(String command) {
    return control(command, "");
  }

  /** Tells the control port. */
  JsonNode tell(String command, Map<String, ?> body) {
    try {
      return control(command, JSON.writeValueAsString(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode control(String command, String body) {
    try {
      URI uri =
          URI.create("http://127.0.0.1:%d/%s".formatted(ready.get("control").asInt(), command));
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      if (!body.isEmpty()) {
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
          out.write(body.getBytes(StandardCharsets.UTF_8));
        }
      }
      return JSON.readTree(connection.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
