// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.channel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A gateway as the README describes it, which a test can spoil. Also a program of its own, without
 * any library: {@code Peer --port 8096 --control 8097 --token SECRET}; it is told its mode by
 * {@code POST /mode} at the control port and ends with its standard input.
 */
final class Peer {
  /** How it behaves when it is given a text. */
  enum Mode {
    WELL,
    SLOW,
    REFUSES,
    THROTTLES,
    SILENT,
    BREAKS
  }

  /** A text that it has taken. */
  record Taken(List<String> ids, String to, String text) {}

  /** Something that came in, and whether the hub has stored it. */
  private record Event(String id, String json, CompletableFuture<Boolean> stored) {}

  private static final String THREADS = "peer";
  private static final int BACKLOG = 256;
  private static final int PART_MAX = 67;
  private static final Pattern MODE = Pattern.compile("\"mode\"\\s*:\\s*\"([a-z]+)\"");
  private static final Pattern SLOW_MS = Pattern.compile("\"ms\"\\s*:\\s*([0-9]{1,5})");

  private final String token;
  private final AtomicInteger number = new AtomicInteger();
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final List<Event> waiting = new ArrayList<>();
  private final Map<String, Event> given = new LinkedHashMap<>();
  private volatile Mode mode = Mode.WELL;
  private volatile long slowMs = 1_000;
  private volatile CountDownLatch modeEnded = new CountDownLatch(1);
  private int port;
  private Optional<Running> running = Optional.empty();

  private record Running(HttpServer server, ExecutorService threads) {
    static Running start(int port, Map<String, HttpHandler> handlers) {
      try {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), BACKLOG);
        ExecutorService threads =
            Executors.newCachedThreadPool(task -> new Thread(task, THREADS + "-worker"));
        server.setExecutor(threads);
        handlers.forEach(server::createContext);
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
   * @param token that the hub must show
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
    Running.start(control, Map.of("/mode", peer::control));
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
      Running started =
          Running.start(port, Map.of("/api/texts", this::texts, "/api/inbox", this::inbox));
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

  /** What it does to texts in work ends. */
  void mode(Mode next) {
    mode = next;
    CountDownLatch ended = modeEnded;
    modeEnded = new CountDownLatch(1);
    ended.countDown();
  }

  void reset() {
    come();
    mode(Mode.WELL);
    taken.clear();
    synchronized (waiting) {
      waiting.clear();
      given.clear();
    }
  }

  List<Taken> taken() {
    return List.copyOf(taken);
  }

  boolean owns(Thread thread) {
    return thread.getName().startsWith(THREADS)
        || thread.getName().matches("HTTP-Dispatcher|server-timer.*|idle-timeout-task");
  }

  /** A citizen sends a text; completes with whether the hub has stored it. */
  CompletableFuture<Boolean> incoming(String id, String from, String to, String text) {
    return tell(id, Map.of("id", id, "kind", "text", "from", from, "to", to, "text", text));
  }

  /** Reports on a part; completes with whether the hub has stored it. */
  CompletableFuture<Boolean> report(String part, String reason) {
    String id = "report-" + part;
    return tell(id, Map.of("id", id, "kind", "report", "part", part, "reason", reason));
  }

  private CompletableFuture<Boolean> tell(String id, Map<String, String> fields) {
    Event event = new Event(id, json(fields), new CompletableFuture<>());
    synchronized (waiting) {
      waiting.add(event);
    }
    return event.stored();
  }

  private void inbox(HttpExchange exchange) throws IOException {
    List<String> stored =
        fields(body(exchange)).stream()
            .filter(field -> field.getKey().equals("stored"))
            .map(Map.Entry::getValue)
            .toList();
    if (!authorised(exchange)) {
      send(exchange, 401, "{}");
      return;
    }
    String events;
    synchronized (waiting) {
      // What was given with the last answer and is not told as stored now was not stored.
      given.forEach((id, event) -> event.stored().complete(stored.contains(id)));
      given.clear();
      waiting.forEach(event -> given.put(event.id(), event));
      waiting.clear();
      events = given.values().stream().map(Event::json).collect(Collectors.joining(","));
    }
    send(exchange, 200, "{\"events\":[" + events + "]}");
  }

  private void texts(HttpExchange exchange) throws IOException {
    Map<String, String> text =
        fields(body(exchange)).stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    try {
      switch (mode) {
        case WELL -> take(exchange, text);
        case SLOW -> {
          modeEnded.await(slowMs, TimeUnit.MILLISECONDS);
          take(exchange, text);
        }
        case REFUSES -> send(exchange, 422, "{\"code\":\"address-barred\"}");
        case THROTTLES -> send(exchange, 429, "{}");
        case SILENT -> {
          keep(text);
          modeEnded.await();
          exchange.close();
        }
        case BREAKS -> {
          keep(text);
          exchange.close();
        }
      }
    } catch (InterruptedException e) {
      exchange.close();
    }
  }

  private void take(HttpExchange exchange, Map<String, String> text) throws IOException {
    if (!authorised(exchange)) {
      send(exchange, 401, "{}");
      return;
    }
    String ids =
        keep(text).ids().stream()
            .map(id -> '"' + id + '"')
            .collect(Collectors.joining(",", "{\"ids\":[", "]}"));
    send(exchange, 200, ids);
  }

  private Taken keep(Map<String, String> text) {
    List<String> ids = new ArrayList<>();
    for (int at = 0; at < text.get("text").length(); at += PART_MAX) {
      ids.add("P-" + number.incrementAndGet());
    }
    Taken kept = new Taken(ids, text.get("to"), text.get("text"));
    taken.add(kept);
    return kept;
  }

  private boolean authorised(HttpExchange exchange) {
    return ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private static List<Map.Entry<String, String>> fields(String form) {
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    for (String field : form.isEmpty() ? new String[0] : form.split("&", -1)) {
      String[] sides = field.split("=", 2);
      fields.add(Map.entry(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8)));
    }
    return fields;
  }

  private static String json(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> "\"%s\":\"%s\"".formatted(field.getKey(), escaped(field.getValue())))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
