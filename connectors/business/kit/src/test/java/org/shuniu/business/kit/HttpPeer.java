// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.shuniu.api.testkit.business.BusinessRig.Mood;

/**
 * A foreign system on loopback that a test can spoil. Answers by a function of the test's when it
 * is well; remembers what it was asked, and does what it is told once for each idempotency key.
 */
public final class HttpPeer implements AutoCloseable {
  public static final String THREADS = "peer-of-the-test";

  /** A request. */
  public record Call(String method, String path, Map<String, List<String>> headers, byte[] body) {
    /** The first value of a header, or an empty text. */
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().get(0))
          .findFirst()
          .orElse("");
    }
  }

  /** An answer. */
  public record Answer(int status, String type, byte[] body) {}

  private final Function<Call, Answer> well;
  private final Function<Mood, Answer> unwell;
  private final Optional<SSLContext> tls;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Answer> done = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> carriedOut = new ConcurrentHashMap<>();
  private final ExecutorService threads;
  private final int port;
  private volatile HttpServer server;
  private volatile Mood mood = Mood.WELL;
  private volatile CountDownLatch silence = new CountDownLatch(1);

  /**
   * Starts it.
   *
   * @param well its answers
   * @param unwell what it says in the moods REFUSES, FAILS, GARBLES and FLOODS
   */
  public HttpPeer(Function<Call, Answer> well, Function<Mood, Answer> unwell) {
    this(well, unwell, Optional.empty());
  }

  /** Over TLS. */
  public HttpPeer(
      Function<Call, Answer> well, Function<Mood, Answer> unwell, Optional<SSLContext> tls) {
    this.well = well;
    this.unwell = unwell;
    this.tls = tls;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            task -> new Thread(task, THREADS + "-" + number.incrementAndGet()));
    this.server = listen(0);
    this.port = server.getAddress().getPort();
  }

  private HttpServer listen(int at) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), at);
    try {
      HttpServer made;
      if (tls.isPresent()) {
        HttpsServer secure = HttpsServer.create(address, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
        made = secure;
      } else {
        made = HttpServer.create(address, 0);
      }
      made.createContext("/", this::take);
      made.setExecutor(threads);
      // Its dispatcher takes the name of the thread group's next thread: made here, it is ours.
      Thread starter = new Thread(made::start, THREADS + "-starter");
      starter.start();
      starter.join();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public int port() {
    return port;
  }

  public void mood(Mood now) {
    mood = now;
    silence.countDown();
    silence = new CountDownLatch(1);
  }

  /** Connections break and none is taken. */
  public void cut() {
    silence.countDown();
    server.stop(0);
  }

  /** It can be reached again. */
  public void restore() {
    server.stop(0);
    server = listen(port);
  }

  /** What it was asked, but for looks whether it is there. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** How often it did what came with this key. */
  public int carriedOut(String key) {
    return carriedOut.getOrDefault(key, new AtomicInteger()).get();
  }

  /** All is well, reachable and forgotten. */
  public void reset() {
    mood(Mood.WELL);
    restore();
    calls.clear();
    done.clear();
    carriedOut.clear();
  }

  private void take(HttpExchange exchange) throws IOException {
    try {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().toString();
      Call call = new Call(exchange.getRequestMethod(), path, exchange.getRequestHeaders(), body);
      if (call.method().equals("GET")
          && call.header("Idempotency-Key").isEmpty()
          && body.length == 0) {
        reply(exchange, new Answer(404, "text/plain", new byte[0]));
        return;
      }
      calls.add(call);
      answer(exchange, call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private void answer(HttpExchange exchange, Call call) throws IOException, InterruptedException {
    Mood now = mood;
    switch (now) {
      case WELL -> reply(exchange, once(call));
      case SLOW -> {
        silence.await(1, TimeUnit.SECONDS);
        reply(exchange, once(call));
      }
      case SILENT -> silence.await(60, TimeUnit.SECONDS);
      case BREAKS -> once(call);
      case REFUSES, FAILS, GARBLES, FLOODS -> reply(exchange, unwell.apply(now));
    }
  }

  private Answer once(Call call) {
    String key = call.header("Idempotency-Key");
    if (key.isEmpty()) {
      return well.apply(call);
    }
    return done.computeIfAbsent(
        key,
        asked -> {
          carriedOut.computeIfAbsent(key, one -> new AtomicInteger()).incrementAndGet();
          return well.apply(call);
        });
  }

  private static void reply(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(answer.body());
    }
  }

  @Override
  public void close() {
    silence.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
