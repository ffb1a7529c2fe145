// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.hub;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.shuniu.check.CheckException;
import org.shuniu.check.Profile;

/** The program that plays the foreign system: comes, is spoilt, is killed, and comes back. */
public final class Foreign implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final Profile.Peer peer;
  private final Places places;
  private final Path folder;
  private final Path log;
  private final HttpClient http = HttpClient.newHttpClient();
  private Optional<Process> process = Optional.empty();

  /**
   * @param folder in which it runs
   * @param log what it says on standard error
   */
  public Foreign(Profile.Peer peer, Places places, Path folder, Path log) {
    this.peer = peer;
    this.places = places;
    this.folder = folder;
    this.log = log;
  }

  /** Starts it; returns when it is ready and prepared. */
  public void start() {
    List<String> command = peer.command().stream().map(places::fill).toList();
    try {
      Process started =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
              .start();
      process = Optional.of(started);
      ready(started).get(START.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException | ExecutionException | TimeoutException e) {
      close();
      throw new CheckException(
          "the peer does not start: " + String.join(" ", command) + "; see " + log, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CheckException("interrupted", e);
    }
    peer.prepare().forEach(this::ask);
  }

  /** Done with its first line; the others are read too, so that it does not block. */
  private static CompletableFuture<Void> ready(Process started) {
    CompletableFuture<Void> ready = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader out =
                  new BufferedReader(
                      new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
                String line = out.readLine();
                if (line == null) {
                  ready.completeExceptionally(new IOException("it ended"));
                }
                while (line != null) {
                  ready.complete(null);
                  line = out.readLine();
                }
              } catch (IOException e) {
                ready.completeExceptionally(e);
              }
            },
            "peer");
    reader.setDaemon(true);
    reader.start();
    return ready;
  }

  /** Takes it away: as it says it can be, else by killing it. */
  public void lose() {
    if (!mood("down")) {
      kill();
    }
  }

  /** Brings it back. */
  public void restore() {
    if (!mood("up")) {
      start();
    }
  }

  /** Changes its mood; false if it does not know this one. */
  public boolean mood(String mood) {
    Profile.Request request = peer.moods().get(mood);
    if (request == null) {
      return false;
    }
    ask(request);
    return true;
  }

  /** Whether it can be in a mood. */
  public boolean knows(String mood) {
    return peer.moods().containsKey(mood);
  }

  /** A request to its control port. */
  public void ask(Profile.Request request) {
    String base =
        places.fill(
            peer.control()
                .orElseThrow(() -> new CheckException("the profile tells no peer.control")));
    URI uri = URI.create(base + "/" + request.post());
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(uri)
                  .timeout(Duration.ofSeconds(20))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(places.fill(request.body()).toString()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new CheckException(
            uri + " of the peer answers " + response.statusCode() + " " + response.body());
      }
    } catch (IOException e) {
      throw new CheckException(uri + " of the peer does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CheckException("interrupted", e);
    }
  }

  private void kill() {
    process.ifPresent(
        running -> {
          running.destroyForcibly();
          await(running);
        });
    process = Optional.empty();
  }

  /** Asks it to end, and returns when it has; it is killed if it does not within ten seconds. */
  @Override
  public void close() {
    process.ifPresent(
        running -> {
          running.destroy();
          if (!await(running)) {
            kill();
          }
        });
    process = Optional.empty();
  }

  private static boolean await(Process running) {
    try {
      return running.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
