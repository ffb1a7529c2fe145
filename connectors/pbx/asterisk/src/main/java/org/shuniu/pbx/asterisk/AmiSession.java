// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.SetVarAction;
import org.asteriskjava.manager.event.ConnectEvent;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.ResponseEvent;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;
import org.asteriskjava.util.LogFactory;
import org.jspecify.annotations.Nullable;
import org.reflections.vfs.Vfs;
import org.shuniu.api.base.HubException;

/**
 * One login to one Asterisk, from the greeting to the loss. Hides Asterisk-Java; its own
 * reconnection is not used, because after a loss everything has to be asked anew.
 *
 * <p>Actions leave in the order given, by a thread of the session, no faster than configured. A
 * switch that says nothing for longer than {@code stall} counts as lost.
 */
final class AmiSession {
  static {
    // The library logs whole events, keyed digits among them (T11): it shall log nothing.
    LogFactory.setClassLoader(
        new ClassLoader(null) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            throw new ClassNotFoundException(name);
          }
        });
    // It looks for event classes in the class path, which fails in OSGi: AmiEvents names them.
    Vfs.addDefaultURLTypes(new NothingThere());
  }

  /** Lets the library's search of the class path end at once, with nothing. */
  private static final class NothingThere implements Vfs.UrlType {
    @Override
    public boolean matches(URL url) {
      return true;
    }

    @Override
    public Vfs.Dir createDir(URL url) {
      return new Vfs.Dir() {
        @Override
        public String getPath() {
          return "";
        }

        @Override
        public Iterable<Vfs.File> getFiles() {
          return List.of();
        }
      };
    }
  }

  private final Settings settings;
  private final AmiConnection connection;
  private final ExecutorService sender;
  private final TokenBucket bucket;
  private final Consumer<ManagerEvent> events;
  private final Runnable lost;
  private final AtomicBoolean closed = new AtomicBoolean();

  private AmiSession(String name, Settings settings, Consumer<ManagerEvent> events, Runnable lost) {
    this.settings = settings;
    this.events = events;
    this.lost = lost;
    this.bucket = new TokenBucket(settings.actionsPerSecond(), System.nanoTime());
    this.sender = Executors.newSingleThreadExecutor(Loop.threads(name + "-send"));
    connection = new AmiConnection(settings);
    connection.setSocketTimeout(Math.toIntExact(settings.loginTimeout().toMillis()));
    connection.setSocketReadTimeout(Math.toIntExact(settings.stall().toMillis()));
    for (Class<? extends ManagerEvent> type : AmiEvents.TYPES) {
      connection.registerUserEventClass(type);
    }
    connection.addEventListener(this::heard);
  }

  /**
   * Logs in; blocks for a few milliseconds, {@code loginTimeout} at most.
   *
   * @param events gets each event, in order, on a thread of the session
   * @param lost is called once when the session ends by itself
   */
  static AmiSession login(
      String name, Settings settings, Consumer<ManagerEvent> events, Runnable lost) {
    AmiSession session = new AmiSession(name, settings, events, lost);
    try {
      session.connection.login("on");
      return session;
    } catch (AuthenticationFailedException e) {
      session.close();
      throw HubException.external("pbx.login.refused", Map.of());
    } catch (IOException | TimeoutException | IllegalStateException e) {
      session.close();
      throw HubException.external("pbx.unreachable", Map.of());
    }
  }

  /** Sends an action; the stage fails with pbx.switch.refused, pbx.timeout or pbx.link.offline. */
  CompletableFuture<ManagerResponse> send(ManagerAction action) {
    CompletableFuture<ManagerResponse> answer = new CompletableFuture<>();
    later(
        answer,
        () -> connection.sendAction(action, response -> answered(answer, action, response)));
    return answer
        .orTimeout(settings.actionTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(AmiSession::translated);
  }

  /** Sends a question that is answered by a list of events. */
  CompletableFuture<List<ResponseEvent>> ask(EventGeneratingAction action) {
    CompletableFuture<List<ResponseEvent>> answer = new CompletableFuture<>();
    later(
        answer,
        () ->
            connection.sendEventGeneratingAction(
                action,
                all -> {
                  if (all.getResponse() == null || all.getResponse() instanceof ManagerError) {
                    answer.completeExceptionally(offline());
                  } else {
                    answer.complete(new ArrayList<>(all.getEvents()));
                  }
                }));
    return answer
        .orTimeout(settings.actionTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(AmiSession::translated);
  }

  /** Tells the switch that the hub is alive; past the queue of other actions. */
  void beat(long epochSecond) {
    try {
      connection.sendAction(
          new SetVarAction("SHUNIU_HEARTBEAT", Long.toString(epochSecond)), response -> {});
    } catch (IOException | IllegalStateException e) {
      // The reader learns of the loss as well, and tells it.
    }
  }

  /** Something of the library that writes to the socket. */
  private interface Write {
    void run() throws IOException;
  }

  private void later(CompletableFuture<?> answer, Write write) {
    try {
      sender.execute(
          () -> {
            try {
              TimeUnit.NANOSECONDS.sleep(bucket.take(System.nanoTime()));
              write.run();
            } catch (IOException | IllegalStateException e) {
              answer.completeExceptionally(offline());
            } catch (InterruptedException e) {
              answer.completeExceptionally(offline());
              Thread.currentThread().interrupt();
            }
          });
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(offline());
    }
  }

  private static void answered(
      CompletableFuture<ManagerResponse> answer,
      ManagerAction action,
      @Nullable ManagerResponse response) {
    if (response == null) {
      answer.completeExceptionally(offline());
    } else if (response instanceof ManagerError) {
      answer.completeExceptionally(
          HubException.external(
              "pbx.switch.refused",
              Map.of("action", action.getAction(), "reason", Clean.text(response.getMessage()))));
    } else {
      answer.complete(response);
    }
  }

  private static <T> CompletableFuture<T> translated(Throwable fault) {
    return CompletableFuture.failedFuture(
        fault instanceof java.util.concurrent.TimeoutException
            ? HubException.external("pbx.timeout", Map.of())
            : fault);
  }

  static HubException offline() {
    return HubException.external("pbx.link.offline", Map.of());
  }

  private void heard(ManagerEvent event) {
    if (event instanceof DisconnectEvent) {
      if (!closed.get()) {
        lost.run();
      }
    } else if (!(event instanceof ConnectEvent) && !closed.get()) {
      events.accept(event);
    }
  }

  /** Ends the session; nothing is told any more. Blocks for three seconds at most. */
  void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    sender.shutdownNow();
    try {
      connection.logoff();
    } catch (IllegalStateException e) {
      // It was not logged in, or is gone already.
    }
    connection.end();
  }
}
