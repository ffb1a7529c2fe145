// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.shuniu.check.CheckException;

/**
 * Where the kit's guest in the hub calls. On loopback, for one caller who knows the pass word that
 * lies in a file only the owner can read.
 */
public final class Door implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerSocket server;
  private final String password = UUID.randomUUID().toString();
  private final CompletableFuture<Socket> guest = new CompletableFuture<>();
  private final Map<Long, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final AtomicLong sequence = new AtomicLong();
  private volatile boolean ended;

  /** The guest could not do what it was told; the message is what was thrown there. */
  public static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String words;

    Refusal(String words) {
      super(words);
      this.words = words;
    }

    /** What was thrown there. */
    public String words() {
      return words;
    }
  }

  /** Nothing came back in time. */
  public static final class Silence extends Exception {
    private static final long serialVersionUID = 1L;

    Silence(String message) {
      super(message);
    }
  }

  /**
   * Opens the door.
   *
   * @param address file to write the port and the pass word to
   */
  public Door(Path address) throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(address, ownerOnly);
    Files.writeString(address, server.getLocalPort() + "\n" + password + "\n");
    Thread porter = new Thread(this::receive, "door");
    porter.setDaemon(true);
    porter.start();
  }

  private void receive() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        if (!password.equals(in.readLine())) {
          socket.close();
          continue;
        }
        guest.complete(socket);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          JsonNode answer = JSON.readTree(line);
          CompletableFuture<JsonNode> question = asked.remove(answer.path("id").asLong());
          if (question != null) {
            question.complete(answer);
          }
        }
        break;
      } catch (IOException e) {
        break; // the hub is gone: whoever asks is told so
      }
    }
    ended = true;
    asked.values().forEach(question -> question.completeExceptionally(gone()));
  }

  private static CheckException gone() {
    return new CheckException("the hub has ended");
  }

  /** Waits until the guest is there. */
  public void await(Duration limit) {
    try {
      guest.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new CheckException("the kit's guest in the hub does not call, see the hub's log", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CheckException("interrupted", e);
    }
  }

  /** Tells the guest to do something, and gives what it answers. */
  public JsonNode ask(String deed, Map<String, ?> with, Duration limit) throws Refusal, Silence {
    long id = sequence.incrementAndGet();
    CompletableFuture<JsonNode> question = new CompletableFuture<>();
    asked.put(id, question);
    if (ended) {
      throw gone();
    }
    ObjectNode words = JSON.createObjectNode().put("id", id).put("do", deed);
    words.set("with", JSON.valueToTree(with));
    try {
      send(words + "\n");
      JsonNode answer = question.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.hasNonNull("error")) {
        throw new Refusal(answer.path("error").asText());
      }
      return answer.path("value");
    } catch (TimeoutException e) {
      asked.remove(id);
      throw new Silence("no answer within " + limit.toSeconds() + " s");
    } catch (ExecutionException | IOException e) {
      throw gone();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CheckException("interrupted", e);
    }
  }

  private void send(String line) throws IOException {
    Socket socket = guest.getNow(null);
    if (socket == null) {
      throw new IOException("nobody is there");
    }
    synchronized (guest) {
      OutputStream out = socket.getOutputStream();
      out.write(line.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    Socket socket = guest.getNow(null);
    if (socket != null) {
      socket.close();
    }
  }
}
