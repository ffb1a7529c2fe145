// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.asteriskjava.manager.event.ManagerEvent;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.hub.Secrets;
import org.shuniu.api.pbx.PbxCapability;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.pbx.spi.PbxContext;
import org.shuniu.api.pbx.spi.PbxDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives one Asterisk (T1) by AMI, with AGI commands for prompts. */
@Component(
    service = PbxDriver.class,
    configurationPid = "org.shuniu.pbx.asterisk",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AsteriskConfig.class, factory = true)
public final class AsteriskDriver implements PbxDriver, AmiLink.Owner {
  private static final Logger LOG = LoggerFactory.getLogger(AsteriskDriver.class);
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Settings settings;
  private Optional<Running> running = Optional.empty();

  /** What exists between start and stop. */
  private record Running(PbxContext context, Loop loop, AmiLink link, Board board) {}

  /** The session that is up, and what was heard of it before its census was taken. Loop only. */
  private Optional<AmiSession> session = Optional.empty();

  private Optional<Deque<ManagerEvent>> early = Optional.empty();

  @Activate
  public AsteriskDriver(AsteriskConfig config, @Reference Secrets secrets) {
    this(Settings.of(config, () -> secrets.resolve(config.secret())));
  }

  AsteriskDriver(Settings settings) {
    this.settings = settings;
  }

  @Override
  public synchronized void start(PbxContext context) {
    String name = "shuniu-pbx-" + context.instance();
    Loop loop = new Loop(name);
    AmiLink link = new AmiLink(name, settings, this);
    running = Optional.of(new Running(context, loop, link, new Board(context, settings, loop)));
    link.start();
  }

  @Override
  public synchronized void stop() {
    running.ifPresent(
        now -> {
          now.loop().end(PATIENCE);
          now.link().end(PATIENCE);
        });
    running = Optional.empty();
  }

  @Override
  public Set<PbxCapability> capabilities() {
    Set<PbxCapability> all = EnumSet.allOf(PbxCapability.class);
    if (!settings.answerFromScreen()) {
      all.remove(PbxCapability.ANSWER_DEVICE);
    }
    if (settings.recordings().isEmpty()) {
      all.remove(PbxCapability.RECORD);
    }
    return all;
  }

  @Override
  public CompletionStage<Void> execute(PbxCommand command) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    // What an order was answered with is of no use to whoever gave it; it must not leak as a Void.
    onLoop(answer, now -> order(now, command).thenAccept(accepted -> {}));
    return answer;
  }

  private CompletableFuture<?> order(Running now, PbxCommand command) {
    if (session.isEmpty() || early.isPresent()) {
      throw AmiSession.offline();
    }
    if (command instanceof PbxCommand.TakeSnapshot) {
      return census(now).thenAccept(census -> now.context().emit(snapshot(now, census)));
    }
    return new Orders(now.board()).execute(command);
  }

  @Override
  public CompletionStage<PbxSnapshot> snapshot() {
    CompletableFuture<PbxSnapshot> answer = new CompletableFuture<>();
    onLoop(answer, now -> census(now).thenApply(census -> snapshot(now, census)));
    return answer;
  }

  private PbxSnapshot snapshot(Running now, Census census) {
    return census.snapshot(now.context().instance());
  }

  private CompletableFuture<Census> census(Running now) {
    return session
        .map(current -> Census.take(current, settings, now.context().clock().instant()))
        .orElseGet(() -> CompletableFuture.failedFuture(AmiSession.offline()));
  }

  /** A step on the loop that ends in a promise. */
  private interface Step {
    CompletableFuture<?> take(Running now);
  }

  @SuppressWarnings("unchecked")
  private <T> void onLoop(CompletableFuture<T> answer, Step step) {
    Optional<Running> current;
    synchronized (this) {
      current = running;
    }
    if (current.isEmpty()) {
      answer.completeExceptionally(AmiSession.offline());
      return;
    }
    Running now = current.get();
    now.loop()
        .execute(
            () -> {
              try {
                step.take(now)
                    .whenComplete(
                        (result, fault) -> {
                          if (fault == null) {
                            answer.complete((T) result);
                          } else {
                            answer.completeExceptionally(unwrapped(fault));
                          }
                        });
              } catch (HubException e) {
                answer.completeExceptionally(e);
              }
            });
  }

  private static Throwable unwrapped(Throwable fault) {
    return fault instanceof CompletionException && fault.getCause() != null
        ? fault.getCause()
        : fault;
  }

  @Override
  public void up(AmiSession current) {
    withRunning(
        now -> {
          session = Optional.of(current);
          early = Optional.of(new ArrayDeque<>());
          now.board().session(session);
          census(now)
              .whenCompleteAsync(
                  (census, fault) -> counted(now, current, census, fault), now.loop());
        });
  }

  private void counted(Running now, AmiSession current, Census census, @Nullable Throwable fault) {
    if (!session.equals(Optional.of(current))) {
      return;
    }
    if (fault != null) {
      LOG.warn(
          "{}: the switch did not tell its state: {}",
          now.context().instance(),
          fault.getMessage());
      current.close();
      down("pbx.snapshot.failed");
      return;
    }
    PbxSnapshot snapshot = snapshot(now, census);
    now.context().emit(snapshot);
    now.context().link(LinkState.online());
    LOG.info("{}: online with {} legs", now.context().instance(), snapshot.legs().size());
    new Reconciliation(now.board()).apply(census);
    Deque<ManagerEvent> heard = early.orElseGet(ArrayDeque::new);
    early = Optional.empty();
    Happenings happenings = new Happenings(now.board());
    heard.forEach(happenings::hear);
  }

  @Override
  public void down(String reason) {
    withRunning(
        now -> {
          boolean first = session.isPresent();
          session = Optional.empty();
          early = Optional.empty();
          now.board().session(session);
          now.context().link(LinkState.offline(reason));
          if (first) {
            LOG.warn("{}: offline, {}", now.context().instance(), reason);
          }
        });
  }

  @Override
  public void event(AmiSession from, ManagerEvent event) {
    withRunning(
        now -> {
          if (!session.equals(Optional.of(from))) {
            return;
          }
          early.ifPresentOrElse(
              waiting -> waiting.add(event), () -> new Happenings(now.board()).hear(event));
        });
  }

  private void withRunning(Consumer<Running> step) {
    Optional<Running> current;
    synchronized (this) {
      current = running;
    }
    current.ifPresent(now -> now.loop().execute(() -> step.accept(now)));
  }
}
