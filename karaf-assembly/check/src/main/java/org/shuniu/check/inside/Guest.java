// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.inside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.Vault;
import org.shuniu.api.speech.Speech;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kit's guest in a hub that it has started. It opens no port: it calls the kit, whose address
 * and pass word stand in a file that the kit has made, and does what it is told. Each line in is a
 * question, each line out an answer; what blocks holds up nobody else.
 */
@Component(
    immediate = true,
    service = {})
public final class Guest {
  private static final Logger LOG = LoggerFactory.getLogger(Guest.class);
  private static final String DOOR = "shuniu.check.door";

  /** Something that it can be told to do. */
  interface Deed {
    Object apply(JsonNode arguments) throws Exception;
  }

  private final ExecutorService hands =
      Executors.newCachedThreadPool(task -> daemon(task, "shuniu-check-hand"));
  private final Map<String, Deed> deeds;
  private final Listener listener;
  private final Witness witness;
  private final Optional<Socket> line;
  private final ObjectMapper json = Listener.mapper();

  @Activate
  public Guest(
      BundleContext context,
      @Reference Bus bus,
      @Reference Vault vault,
      @Reference Connectors connectors,
      @Reference Speech speech,
      @Reference ServiceComponentRuntime components)
      throws IOException {
    witness = new Witness(context);
    listener = new Listener(context, bus, vault, speech);
    deeds = new Keeper(context, components, connectors, witness).deeds();
    deeds.putAll(listener.deeds());
    line = dial(Optional.ofNullable(context.getProperty(DOOR)));
    line.ifPresent(socket -> daemon(() -> serve(socket), "shuniu-check-guest").start());
  }

  @Deactivate
  void leave() throws IOException {
    listener.close();
    witness.close();
    hands.shutdownNow();
    if (line.isPresent()) {
      line.get().close();
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Calls the kit, whose door is told by a file of two lines: port and pass word. */
  private static Optional<Socket> dial(Optional<String> door) throws IOException {
    if (door.isEmpty()) {
      LOG.warn("No kit has started this hub: the guest has nobody to talk to");
      return Optional.empty();
    }
    List<String> address = Files.readAllLines(Path.of(door.get()), StandardCharsets.UTF_8);
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(address.get(0)));
    write(socket, address.get(1));
    return Optional.of(socket);
  }

  private void serve(Socket socket) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        JsonNode question = json.readTree(text);
        hands.execute(() -> answer(socket, question));
      }
    } catch (IOException e) {
      LOG.debug("The kit has hung up");
    }
  }

  private void answer(Socket socket, JsonNode question) {
    Map<String, Object> answer;
    long id = question.path("id").asLong();
    try {
      Deed deed = deeds.get(question.path("do").asText());
      Object value = deed == null ? "no such deed" : deed.apply(question.path("with"));
      answer = Map.of("id", id, "value", value);
    } catch (Exception | LinkageError e) {
      answer = Map.of("id", id, "error", e.toString());
    }
    try {
      write(socket, json.writeValueAsString(answer));
    } catch (IOException e) {
      LOG.debug("The kit has hung up");
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    synchronized (socket) {
      Writer out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
      out.write(text + "\n");
      out.flush();
    }
  }
}
