// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.business;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A business system as the README describes it, which a test can spoil. Also a program of its own,
 * without any library: {@code Peer --port 8095 --control 8096 --token SECRET}; it is told its mode
 * by {@code POST /mode} at the control port and ends with its standard input.
 */
final class Peer {
  /** An identity number that the system does not know. */
  static final String NOBODY = "520100199001010003";

  /** How it behaves. */
  enum Mode {
    WELL,
    SLOW,
    SILENT,
    REFUSES,
    FAILS,
    GARBLES,
    FLOODS,
    BREAKS
  }

  private static final String THREADS = "peer";
  private static final int BACKLOG = 256;
  private static final int FLOOD_BYTES = 50_000_000;
  private static final Pattern MODE = Pattern.compile("\"mode\"\\s*:\\s*\"([a-z]+)\"");
  private static final Pattern SLOW_MS = Pattern.compile("\"ms\"\\s*:\\s*([0-9]{1,5})");
  private static final Map<String, String> ANSWERS =
      Map.of(
          "/api/account.query",
          """
          {"name":"王小明","insurance":"pension","balance":"12345.67","month":"2026-10","status":"normal"}
          """,
          "/api/card.report-loss",
          """
          {"receipt":"R-2026-0042","reportedAt":"2026-11-22T06:00:00Z"}
          """);

  private final String token;
  private final AtomicInteger asked = new AtomicInteger();
  private final Set<String> carriedOut = ConcurrentHashMap.newKeySet();
  private volatile Mode mode = Mode.WELL;
  private volatile long slowMs = 1_000;
  private volatile CountDownLatch modeEnded = new CountDownLatch(1);
  private int port;
  private Optional<Running> running = Optional.empty();

  private record Running(HttpServer server, ExecutorService threads) {
    static Running start(int port, String path, HttpHandler handler) {
      try {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), BACKLOG);
        ExecutorService threads =
            Executors.newCachedThreadPool(task -> new Thread(task, THREADS + "-worker"));
        server.setExecutor(threads);
        server.createContext(path, handler);
        server.start();
        return new Running(server, threads);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void stop() {
      server.stop(0);
      threads.shutdownNow();
    }
  }

  /**
   * @param port 0 for any that is free
   * @param token that who asks must show
   */
  Peer(int port, String token) {
    this.port = port;
    this.token = token;
    come();
  }

  /** Runs as a program. */
  public static void main(String[] arguments) throws IOException {
    List<String> given = List.of(arguments);
    Peer peer = new Peer(Integer.parseInt(after(given, "--port")), after(given, "--token"));
    int control = Integer.parseInt(after(given, "--control"));
    Running.start(control, "/mode", peer::control);
    System.out.println("ready at " + peer.url());
    while (System.in.read() >= 0) {
      // Whoever has started it holds its standard input open.
    }
    System.exit(0);
  }

  private static String after(List<String> arguments, String option) {
    return arguments.get(arguments.indexOf(option) + 1);
  }

  private void control(HttpExchange exchange) throws IOException {
    String body = body(exchange);
    Matcher slow = SLOW_MS.matcher(body);
    if (slow.find()) {
      slowMs = Long.parseLong(slow.group(1));
    }
    Matcher told = MODE.matcher(body);
    if (told.find()) {
      mode(Mode.valueOf(told.group(1).toUpperCase(Locale.ROOT)));
    }
    send(exchange, 200, "{}");
  }

  synchronized String url() {
    return "http://127.0.0.1:%d/api".formatted(port);
  }

  /** Takes connections; always at the same port. */
  synchronized void come() {
    if (running.isEmpty()) {
      Running started = Running.start(port, "/api", this::answer);
      port = started.server().getAddress().getPort();
      running = Optional.of(started);
    }
  }

  /** Breaks all connections and takes none. */
  synchronized void leave() {
    mode(mode);
    running.ifPresent(Running::stop);
    running = Optional.empty();
  }

  /** What it does to requests in work ends. */
  void mode(Mode next) {
    mode = next;
    CountDownLatch ended = modeEnded;
    modeEnded = new CountDownLatch(1);
    ended.countDown();
  }

  void reset() {
    come();
    mode(Mode.WELL);
    asked.set(0);
    carriedOut.clear();
  }

  int asked() {
    return asked.get();
  }

  boolean carriedOut(String id) {
    return carriedOut.contains(id);
  }

  boolean owns(Thread thread) {
    return thread.getName().startsWith(THREADS)
        || thread.getName().matches("HTTP-Dispatcher|server-timer.*|idle-timeout-task");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = body(exchange);
    if (!exchange.getRequestMethod().equals("POST")) {
      refuse(exchange, 405, "only-post");
      return;
    }
    asked.incrementAndGet();
    try {
      switch (mode) {
        case WELL -> well(exchange, body);
        case SLOW -> {
          modeEnded.await(slowMs, TimeUnit.MILLISECONDS);
          well(exchange, body);
        }
        case SILENT -> {
          modeEnded.await();
          exchange.close();
        }
        case REFUSES -> refuse(exchange, 422, "person-unknown");
        case FAILS -> refuse(exchange, 500, "internal");
        case GARBLES -> send(exchange, 200, "<html>今天不行</html>");
        case FLOODS -> flood(exchange);
        case BREAKS -> {
          carryOut(exchange);
          exchange.close();
        }
      }
    } catch (InterruptedException e) {
      exchange.close();
    }
  }

  private void well(HttpExchange exchange, String body) throws IOException {
    String answer = ANSWERS.get(exchange.getRequestURI().getPath());
    if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      refuse(exchange, 401, "token-wrong");
    } else if (answer == null) {
      refuse(exchange, 404, "operation-unknown");
    } else if (body.contains(NOBODY)) {
      refuse(exchange, 422, "person-unknown");
    } else {
      carryOut(exchange);
      send(exchange, 200, answer);
    }
  }

  /** Whoever comes again with the same key gets the same answer, and nothing is done again. */
  private void carryOut(HttpExchange exchange) {
    carriedOut.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
  }

  private static void flood(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] chunk = new byte[64 * 1024];
    try (OutputStream out = exchange.getResponseBody()) {
      for (int sent = 0; sent < FLOOD_BYTES; sent += chunk.length) {
        out.write(chunk);
      }
    } catch (IOException e) {
      exchange.close(); // The link has had enough, as it should.
    }
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
    send(exchange, status, "{\"code\":\"%s\"}".formatted(code));
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
