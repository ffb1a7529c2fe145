// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
      await().ignoreExceptions().until(() -> rig.hub.trace().follow(id).steps().size() == 2);
      Trace.Matter matter = rig.hub.trace().follow(id);
      assertThat(matter.correlation()).isEqualTo(contact);
      assertThat(matter.steps())
          .extracting(Trace.Step::type, Trace.Step::key)
          .containsExactly(tuple("test.fact/1", contact), tuple("test.other-fact/1", ticket));
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
    rig.hub.register(good);
    rig.hub.register(bad);
    rig.bus.publish(new Fact(contact, 1));
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              Trace.Step step = rig.hub.trace().follow(contact).steps().get(0);
              assertThat(step.handledBy()).containsExactly("good");
              assertThat(step.deadAt()).containsExactly("bad");
            });
  }

  @Test
  void isForgottenAfterItsTime() {
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
