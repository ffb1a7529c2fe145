// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.testkit.FakeConnectorContext;
import org.shuniu.api.testkit.ThreadWatch;
import org.shuniu.api.workflow.WorkflowCommand;
import org.shuniu.api.workflow.WorkflowCommand.CancelProcess;
import org.shuniu.api.workflow.WorkflowCommand.CompleteWork;
import org.shuniu.api.workflow.WorkflowCommand.SignalProcess;
import org.shuniu.api.workflow.WorkflowCommand.StartProcess;
import org.shuniu.api.workflow.WorkflowEvent;
import org.shuniu.api.workflow.WorkflowEvent.PackDeployed;
import org.shuniu.api.workflow.WorkflowEvent.ProcessEnded;
import org.shuniu.api.workflow.WorkflowEvent.ProcessStarted;
import org.shuniu.api.workflow.WorkflowEvent.WorkRequested;
import org.shuniu.api.workflow.WorkflowEvent.WorkWithdrawn;
import org.shuniu.api.workflow.spi.WorkflowEngine;

/**
 * What every {@link WorkflowEngine} does. Extend it with a {@link WorkflowRig}. Each check starts
 * an engine; commands are given as the host gives them, inside a transaction of the hub.
 */
@Timeout(120)
@SuppressWarnings("NullAway.Init")
public abstract class WorkflowEngineContract {
  private static final String PROCESS = "contract";

  private Path directory;
  private FakeWorkflowContext context;
  private WorkflowEngine engine;
  private ThreadWatch threads;

  /** The engine's database; may be the same for all checks of a class. */
  protected abstract WorkflowRig rig();

  @BeforeEach
  final void startEngine(@TempDir Path folder) {
    directory = folder;
    threads = new ThreadWatch();
    begin();
  }

  private void begin() {
    context = new FakeWorkflowContext(PROCESS, directory, rig().transactions());
    engine = rig().newEngine();
    engine.start(context);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !context.events(PackDeployed.class, "process:" + PROCESS).isEmpty());
  }

  @AfterEach
  final void stopEngine() {
    engine.stop();
    context.close();
  }

  /** What the engine has told, for further checks of a connector's own. */
  protected final FakeWorkflowContext context() {
    return context;
  }

  /** Gives a command as the host does. */
  protected final void execute(WorkflowCommand command) {
    rig().transactions().run(() -> engine.execute(command));
  }

  @Test
  @DisplayName("tells the packs with label, version and form when it starts")
  void packs() {
    PackDeployed pack = context.events(PackDeployed.class, "process:" + PROCESS).get(0);
    assertThat(pack.process()).isEqualTo(PROCESS);
    assertThat(pack.version()).isPositive();
    assertThat(pack.label()).isEqualTo("契约");
    assertThat(pack.form()).contains("\"COMPLAINT\"");
  }

  @Test
  @DisplayName("a started process tells so, then what it needs done")
  void starts() {
    String ticket = started();
    assertThat(context.events().stream().filter(e -> e.key().equals(ticket)))
        .hasSize(2)
        .first()
        .isInstanceOfSatisfying(
            ProcessStarted.class, event -> assertThat(event.process()).isEqualTo(PROCESS));
    WorkRequested work = works(ticket).get(0);
    assertThat(work.step()).isEqualTo("first");
    assertThat(work.label()).isEqualTo("第一步");
    assertThat(work.work()).isEqualTo("dispatch");
    assertThat(work.variables()).containsEntry("department", "rsj");
    assertThat(work.due()).isEmpty();
  }

  @Test
  @DisplayName("a ticket that has a process keeps it")
  void startsOnce() {
    String ticket = started();
    execute(start(ticket));
    assertThat(context.events(ProcessStarted.class, ticket)).hasSize(1);
    assertThat(works(ticket)).hasSize(1);
  }

  @Test
  @DisplayName("a process that nobody knows is refused for good and leaves nothing")
  void unknownProcess() {
    String ticket = Ids.next();
    HubException refusal =
        catchThrowableOfType(
            HubException.class,
            () -> execute(new StartProcess(ticket, "no-such-process", Map.of())));
    assertThat(refusal.code()).isEqualTo("workflow.process.unknown");
    assertThat(refusal.kind()).isEqualTo(HubException.Kind.CALLER);
    assertThat(events(ticket)).isEmpty();
    execute(start(ticket));
    assertThat(works(ticket)).hasSize(1);
  }

  @Test
  @DisplayName("a process goes on by the outcome of its work, with the variables given along")
  void completes() {
    String ticket = started();
    complete(ticket, works(ticket).get(0), "done", Map.of("answer", "ok"));
    WorkRequested second = works(ticket).get(1);
    assertThat(second.step()).isEqualTo("second");
    assertThat(second.variables()).containsEntry("answer", "ok");
    assertThat(second.due().orElseThrow())
        .isCloseTo(Instant.now().plus(Duration.ofHours(1)), within(5, ChronoUnit.MINUTES));
    complete(ticket, second, "accepted", Map.of());
    assertThat(context.events(ProcessEnded.class, ticket))
        .singleElement()
        .returns("finished", ProcessEnded::outcome);
    assertThat(context.events(WorkWithdrawn.class, ticket)).isEmpty();
  }

  @Test
  @DisplayName("the outcome decides the way; a step that comes again is a new request")
  void ways() {
    String ticket = started();
    WorkRequested first = works(ticket).get(0);
    complete(ticket, first, "sent-back", Map.of());
    WorkRequested again = works(ticket).get(1);
    assertThat(again.step()).isEqualTo("first");
    assertThat(again.request()).isNotEqualTo(first.request());
    complete(ticket, again, "failed", Map.of());
    assertThat(context.events(ProcessEnded.class, ticket))
        .singleElement()
        .returns("aborted", ProcessEnded::outcome);
  }

  @Test
  @DisplayName("the outcome of work that is over, or of nobody, does nothing")
  void completesOnce() {
    String ticket = started();
    WorkRequested first = works(ticket).get(0);
    complete(ticket, first, "done", Map.of());
    List<WorkflowEvent> before = events(ticket);
    complete(ticket, first, "failed", Map.of());
    execute(new CompleteWork(ticket, Ids.next(), "done", Map.of()));
    execute(new CompleteWork(Ids.next(), first.request(), "done", Map.of()));
    assertThat(events(ticket)).isEqualTo(before);
  }

  @Test
  @DisplayName("a signal that nobody waits for does nothing")
  void signal() {
    String ticket = started();
    List<WorkflowEvent> before = events(ticket);
    execute(new SignalProcess(ticket, Ids.next(), "urged", Map.of()));
    execute(new SignalProcess(Ids.next(), Ids.next(), "urged", Map.of()));
    assertThat(events(ticket)).isEqualTo(before);
  }

  @Test
  @DisplayName("a cancelled process withdraws its work and does nothing any more")
  void cancels() {
    String ticket = started();
    WorkRequested first = works(ticket).get(0);
    execute(new CancelProcess(ticket, "discarded"));
    assertThat(context.events(WorkWithdrawn.class, ticket))
        .singleElement()
        .returns(first.request(), WorkWithdrawn::request);
    List<WorkflowEvent> before = events(ticket);
    execute(new CancelProcess(ticket, "discarded"));
    complete(ticket, first, "done", Map.of());
    execute(start(ticket));
    assertThat(events(ticket)).isEqualTo(before);
  }

  @Test
  @DisplayName("what is rolled back did not happen")
  void rolledBack() {
    String ticket = Ids.next();
    assertThatThrownBy(
            () ->
                rig()
                    .transactions()
                    .run(
                        () -> {
                          engine.execute(start(ticket));
                          throw new IllegalStateException("the host fails");
                        }))
        .hasMessageContaining("the host fails");
    assertThat(events(ticket)).isEmpty();
    execute(start(ticket));
    assertThat(works(ticket)).hasSize(1);
  }

  @Test
  @DisplayName("a process goes on where it stood after the engine was stopped and started")
  void restarts() {
    String ticket = started();
    WorkRequested first = works(ticket).get(0);
    engine.stop();
    context.close();
    begin();
    complete(ticket, first, "done", Map.of());
    assertThat(works(ticket)).singleElement().returns("second", WorkRequested::step);
  }

  @Test
  @DisplayName("work whose time is over is withdrawn, and the process goes another way")
  void timer() {
    String ticket = Ids.next();
    execute(new StartProcess(ticket, "contract-timer", Map.of()));
    WorkRequested hurried = works(ticket).get(0);
    await()
        .atMost(FakeConnectorContext.PATIENCE.multipliedBy(2))
        .untilAsserted(
            () ->
                assertThat(works(ticket))
                    .extracting(WorkRequested::work)
                    .containsExactly("dispatch", "decide"));
    assertThat(context.events(WorkWithdrawn.class, ticket))
        .singleElement()
        .returns(hurried.request(), WorkWithdrawn::request);
  }

  @Test
  @DisplayName("many tickets at once, by many threads, each go their own way")
  void manyTickets() {
    List<String> tickets = Stream.generate(Ids::next).limit(100).toList();
    ExecutorService pool = Executors.newFixedThreadPool(4, r -> new Thread(r, "context-commands"));
    try {
      CompletableFuture<?>[] all =
          tickets.stream()
              .map(ticket -> CompletableFuture.runAsync(() -> runThrough(ticket), pool))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(all).join();
    } finally {
      pool.shutdownNow();
    }
    assertThat(tickets)
        .allSatisfy(
            ticket -> {
              assertThat(context.events(ProcessStarted.class, ticket)).hasSize(1);
              assertThat(works(ticket)).hasSize(2);
              assertThat(context.events(ProcessEnded.class, ticket)).hasSize(1);
            });
  }

  private void runThrough(String ticket) {
    execute(start(ticket));
    IntStream.range(0, 2).forEach(i -> complete(ticket, works(ticket).get(i), "done", Map.of()));
  }

  @Test
  @DisplayName("stops within ten seconds and leaves no thread")
  void stops() {
    started();
    long begin = System.nanoTime();
    engine.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    context.close();
    threads.awaitNoneLeft(rig()::owns);
  }

  private String started() {
    String ticket = Ids.next();
    execute(start(ticket));
    assertThat(works(ticket)).hasSize(1);
    return ticket;
  }

  private static StartProcess start(String ticket) {
    return new StartProcess(ticket, PROCESS, Map.of("department", "rsj"));
  }

  private void complete(
      String ticket, WorkRequested work, String outcome, Map<String, Object> variables) {
    execute(new CompleteWork(ticket, work.request(), outcome, variables));
  }

  private List<WorkRequested> works(String ticket) {
    return context.events(WorkRequested.class, ticket);
  }

  private List<WorkflowEvent> events(String ticket) {
    return context.events().stream().filter(event -> event.key().equals(ticket)).toList();
  }
}
