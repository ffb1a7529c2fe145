// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.core.bus.Messages.Fact;
import org.shuniu.core.bus.Messages.Lamp;
import org.shuniu.core.bus.Messages.OtherFact;
import org.shuniu.core.bus.Recent.Result;

/** A matter is followed from contact to ticket, whichever of its ids is given. */
class TraceTest {
  @TempDir Path folder;
  private Rig rig;
  private final String contact = Ids.next();
  private final String ticket = Ids.next();

  @BeforeEach
  void open() {
    rig = new Rig(folder);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void messagesOfAMatterAreFoundByContactTicketAndMessage() {
    rig.store.transactions().run(() -> rig.bus.publish(new Fact(contact, 1)));
    String opened = rig.bus.publish(new OtherFact(ticket, 2), Actor.user("agent"), contact);
    rig.bus.publish(new Lamp(contact, 3));
    rig.bus.publish(new Fact(Ids.next(), 4));
    for (String id : List.of(contact, ticket, opened)) {
      await().ignoreExceptions().until(() -> rig.hub.trace().follow(id).steps().size() == 3);
      Trace.Matter matter = rig.hub.trace().follow(id);
      assertThat(matter.correlation()).isEqualTo(contact);
      assertThat(matter.steps())
          .extracting(Trace.Step::type, Trace.Step::key, Trace.Step::durable)
          .containsExactly(
              tuple("test.fact/1", contact, true),
              tuple("test.other-fact/1", ticket, true),
              tuple("test.lamp/1", contact, false));
      assertThat(matter.steps().get(1).actor()).isEqualTo("USER:agent");
    }
  }

  @Test
  void whoHandledAndWhoCouldNot() {
    Recorder good = new Recorder("good", true, 1);
    Recorder bad = new Recorder("bad", true, 1);
    bad.inside =
        (key, number) -> {
          throw new IllegalStateException("never");
        };
    rig.register(good);
    rig.register(bad);
    rig.bus.publish(new Fact(contact, 1));
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              Trace.Step step = rig.hub.trace().follow(contact).steps().get(0);
              assertThat(step.handledBy()).containsExactly("good");
              assertThat(step.deadAt()).containsExactly("bad");
              assertThat(step.outcomes())
                  .extracting(Trace.StepOutcome::consumer, Trace.StepOutcome::result)
                  .containsExactly(tuple("bad", Result.DEAD), tuple("good", Result.HANDLED));
              assertThat(step.outcomes().get(0).reason())
                  .hasValueSatisfying(reason -> assertThat(reason).contains("never"));
              assertThat(step.outcomes().get(1).at()).isPresent();
            });
  }

  @Test
  void whoHasNotToldYetIsWaitedFor() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    Recorder slow = new Recorder("slow", false, 1);
    slow.trap = (key, number) -> goOn.await(20, TimeUnit.SECONDS);
    rig.register(slow);
    rig.bus.publish(new Lamp(contact, 1));
    assertThat(result()).isEqualTo(Result.PENDING);
    goOn.countDown();
    await().untilAsserted(() -> assertThat(result()).isEqualTo(Result.HANDLED));
  }

  private Result result() {
    return rig.hub.trace().follow(contact).steps().get(0).outcomes().get(0).result();
  }

  @Test
  void theContentIsThereAsLongAsItIsInMemoryOrPutAside() {
    String id = rig.bus.publish(new Fact(contact, 7));
    assertThat(new String(rig.hub.trace().content(id).envelope(), StandardCharsets.UTF_8))
        .contains("\"number\":7");
    assertThatThrownBy(() -> rig.hub.trace().content(Ids.next()))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("bus.trace.content-gone"));
  }

  @Test
  void isForgottenAfterItsTime() {
    rig.close();
    rig = new Rig(folder, Rig.store(), Map.of("traceMessages", 0));
    rig.bus.publish(new Fact(contact, 1));
    await().ignoreExceptions().until(() -> rig.hub.trace().follow(contact).steps().size() == 1);
    rig.hub.trace().prune(Duration.ofMinutes(1));
    assertThat(rig.hub.trace().follow(contact).steps()).hasSize(1);
    rig.hub.trace().prune(Duration.ofMinutes(-1));
    assertThatThrownBy(() -> rig.hub.trace().follow(contact))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("bus.trace.unknown"));
    assertThatThrownBy(() -> rig.hub.trace().follow("no id"))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("bus.trace.id-invalid"));
  }
}
