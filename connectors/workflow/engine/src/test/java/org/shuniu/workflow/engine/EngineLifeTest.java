// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.testkit.TestStore;
import org.shuniu.api.testkit.ThreadWatch;
import org.shuniu.api.workflow.WorkflowCommand.StartProcess;
import org.shuniu.api.workflow.WorkflowEvent.PackDeployed;
import org.shuniu.api.workflow.WorkflowEvent.ProcessEnded;
import org.shuniu.api.workflow.WorkflowEvent.ProcessStarted;

/** The engine comes and goes over a database in a file; processes stay. */
@Timeout(300)
class EngineLifeTest {
  private static final Map<String, Object> GIVEN = Map.of("dispatchDays", 3);

  @TempDir Path folder;
  private TestStore store;

  @BeforeEach
  void open() {
    store =
        new TestStore(
            "jdbc:h2:file:%s;DB_CLOSE_DELAY=-1;WRITE_DELAY=0".formatted(folder.resolve("hub")));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aNewEngineGoesOnWhereAKilledOneStood() {
    String ticket = Ids.next();
    Desk killed = desk(Packs.complaint());
    killed.start(ticket, "complaint", GIVEN);
    killed.complete(ticket, "dispatch", "done");
    String review = killed.open(ticket).get(0).request();
    try (Desk next = desk(Packs.complaint())) {
      next.give(
          new org.shuniu.api.workflow.WorkflowCommand.CompleteWork(
              ticket, review, "accepted", Map.of()));
      next.complete(ticket, "notify", "done");
      next.complete(ticket, "close", "done");
      assertThat(next.ends(ticket)).containsExactly("closed");
      next.start(ticket, "complaint", GIVEN);
      assertThat(next.told.events(ProcessStarted.class, ticket)).isEmpty();
    } finally {
      killed.close();
    }
  }

  @Test
  void twoHundredTicketsAtOnce() {
    List<String> tickets = Stream.generate(Ids::next).limit(200).toList();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try (Desk desk = desk(Packs.complaint())) {
      CompletableFuture.allOf(
              tickets.stream()
                  .map(ticket -> CompletableFuture.runAsync(() -> walk(desk, ticket), pool))
                  .toArray(CompletableFuture[]::new))
          .join();
      assertThat(tickets)
          .allSatisfy(
              ticket ->
                  assertThat(desk.told.events(ProcessEnded.class, ticket))
                      .extracting(ProcessEnded::outcome)
                      .containsExactly("closed"));
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void twoStartsOfOneTicketAtOnceMakeOneProcess() {
    String ticket = Ids.next();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try (Desk desk = desk(Packs.complaint())) {
      StartProcess start = new StartProcess(ticket, "complaint", GIVEN);
      CompletableFuture.allOf(
              Stream.generate(
                      () -> CompletableFuture.runAsync(() -> desk.engine.execute(start), pool))
                  .limit(8)
                  .toArray(CompletableFuture[]::new))
          .join();
      assertThat(desk.works(ticket)).containsExactly("dispatch");
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aVersionIsMadeOnlyWhenThePackDiffersAndOldProcessesGoOn() {
    String old = Ids.next();
    try (Desk desk = desk(work("first"))) {
      desk.start(old, "p", Map.of());
      assertThat(version(desk)).isEqualTo(1);
    }
    try (Desk desk = desk(work("first"))) {
      assertThat(version(desk)).isEqualTo(1);
    }
    try (Desk desk = desk(work("second"))) {
      assertThat(version(desk)).isEqualTo(2);
      String fresh = Ids.next();
      desk.start(fresh, "p", Map.of());
      assertThat(desk.works(fresh)).containsExactly("second");
    }
    try (Desk withoutPack = desk()) {
      withoutPack.start(Ids.next(), "p", Map.of());
      assertThat(withoutPack.told.links())
          .extracting(LinkState::status)
          .containsExactly(LinkState.Status.ONLINE);
    }
  }

  @Test
  void variablesAreWhatJsonKnows() {
    try (Desk desk = desk(work("first"))) {
      String ticket = Ids.next();
      Map<String, Object> given =
          Map.of("n", 1, "d", 1.5, "b", true, "l", List.of("a", 2), "m", Map.of("k", "v"));
      desk.start(ticket, "p", given);
      assertThat(desk.open(ticket).get(0).variables()).isEqualTo(given);
      assertThatThrownBy(() -> desk.start(Ids.next(), "p", Map.of("x", new Object())))
          .hasMessageContaining("workflow.variable.invalid");
    }
  }

  @Test
  void leavesNoThreadsAfterTwentyLives() {
    ThreadWatch threads = new ThreadWatch();
    for (int life = 0; life < 20; life++) {
      desk(Packs.complaint()).close();
    }
    threads.awaitNoneLeft(thread -> thread.getName().startsWith("H2"));
    assertThat(org.flowable.engine.ProcessEngines.getProcessEngines()).isEmpty();
  }

  private Desk desk(Pack... packs) {
    return new Desk(store, folder, Clock.systemUTC(), packs);
  }

  private static void walk(Desk desk, String ticket) {
    desk.start(ticket, "complaint", GIVEN);
    desk.complete(ticket, "dispatch", "done");
    desk.complete(ticket, "review", "accepted");
    desk.complete(ticket, "notify", "done");
    desk.complete(ticket, "close", "done");
  }

  private static int version(Desk desk) {
    return desk.told.events(PackDeployed.class, "process:p").get(0).version();
  }

  private static Pack work(String kind) {
    return Packs.of(
        "test.p",
        "p",
        "<startEvent id='s'/><sequenceFlow id='a' sourceRef='s' targetRef='w'/>"
            + "<userTask id='w' name='w' flowable:category='%s'/>".formatted(kind)
            + "<sequenceFlow id='b' sourceRef='w' targetRef='e'/><endEvent id='e'/>");
  }
}
