// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.HealthProbe.Health.Status;
import org.shuniu.core.bus.Messages.Fact;
import org.shuniu.core.bus.Messages.Lamp;
import org.shuniu.core.bus.Messages.OtherFact;

class DeliveryTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir Path folder;
  private Rig rig;

  @BeforeEach
  void open() {
    rig = new Rig(folder);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void eachKeyKeepsItsOrderAcrossTypesAndRetriesWhileOthersGoOn() {
    Recorder recorder = fed(new Recorder("ordered", false, 4));
    Map<Integer, AtomicInteger> failures = new ConcurrentHashMap<>();
    recorder.trap =
        (key, number) -> {
          if (number % 7 == 3 && fails(failures, key.hashCode() * 1000 + number, 2)) {
            throw new IllegalStateException("not now");
          }
        };
    for (int i = 0; i < 40; i++) {
      for (int k = 0; k < 10; k++) {
        String key = "key-" + k;
        switch (i % 3) {
          case 0 -> rig.bus.publish(new Fact(key, i));
          case 1 -> rig.bus.publish(new OtherFact(key, i));
          default -> inTransaction(new Fact(key, i));
        }
      }
    }
    await().atMost(SOON).until(() -> recorder.count.get() == 400);
    for (int k = 0; k < 10; k++) {
      assertThat(recorder.of("key-" + k))
          .containsExactlyElementsOf(IntStream.range(0, 40).boxed().toList());
    }
  }

  @Test
  void whatOneThreadPublishesKeepsItsOrderDurableOrNot() {
    Recorder recorder = fed(new Recorder("mixed", false, 4));
    for (int i = 0; i < 300; i += 3) {
      inTransaction(new Fact("mixed", i));
      rig.bus.publish(new Lamp("mixed", i + 1));
      rig.bus.publish(new OtherFact("mixed", i + 2));
    }
    await().atMost(SOON).until(() -> recorder.count.get() == 300);
    assertThat(recorder.of("mixed")).isSorted();
  }

  @Test
  void aMessageThatWaitsForItsRetryHoldsUpNoOtherKeyEvenWithOneWorker() {
    Recorder recorder = fed(new Recorder("one", false, 1));
    CountDownLatch otherSeen = new CountDownLatch(1);
    recorder.trap =
        (key, number) -> {
          if (key.equals("slow") && otherSeen.getCount() > 0) {
            throw new IllegalStateException("not before the other");
          }
          otherSeen.countDown();
        };
    rig.bus.publish(new Fact("slow", 1));
    rig.bus.publish(new Fact("fast", 1));
    await().atMost(SOON).until(() -> recorder.count.get() == 2);
  }

  @Test
  void aPoisonMessageParksItsKeyOnlyUntilItIsRedelivered() {
    Recorder recorder = fed(new Recorder("poisoned", true, 4));
    recorder.trap =
        (key, number) -> {
          if (key.equals("bad") && number == 2) {
            throw new IllegalStateException("poison");
          }
        };
    for (int i = 1; i <= 4; i++) {
      rig.bus.publish(new Fact("bad", i));
      rig.bus.publish(new Fact("good", i));
    }
    await().atMost(SOON).until(() -> letters().size() == 3);
    assertThat(recorder.of("bad")).containsExactly(1);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(recorder.of("good")).containsExactly(1, 2, 3, 4));
    assertThat(letters().get(0).reason).contains("poison");
    assertThat(letters().get(0).tries).isEqualTo(3);
    assertThat(letters().get(1).reason).isEqualTo(DeadLetters.BEHIND);
    assertThat(rig.hub.health().status()).isEqualTo(Status.DEGRADED);

    // A consumer that comes anew knows what its predecessor has put aside.
    rig.hub.unregister(recorder.name());
    fed(recorder);
    rig.bus.publish(new Fact("bad", 5));
    await().atMost(SOON).until(() -> letters().size() == 4);

    rig.hub.desk().redeliver(letters().get(2).id);
    await().atMost(SOON).until(() -> letters().get(0).tries == 6);
    assertThat(recorder.of("bad")).containsExactly(1);

    recorder.trap = (key, number) -> {};
    rig.hub.desk().redeliver(letters().get(0).id);
    await().atMost(SOON).until(() -> letters().isEmpty());
    rig.bus.publish(new Fact("bad", 6));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(recorder.of("bad")).containsExactly(1, 2, 3, 4, 5, 6));
    assertThat(rig.hub.health().status()).isEqualTo(Status.UP);
  }

  @Test
  void discardingAllLettersOfAKeyOpensIt() {
    Recorder recorder = fed(new Recorder("discarding", false, 4));
    recorder.trap =
        (key, number) -> {
          if (number == 1) {
            throw HubException.invalid("test.bad", Map.of());
          }
        };
    rig.bus.publish(new Fact("k", 1));
    await().atMost(SOON).until(() -> letters().size() == 1);
    assertThat(letters().get(0).tries).as("the same again fails again").isEqualTo(2);
    rig.hub.desk().discard(letters().get(0).id);
    rig.bus.publish(new Fact("k", 2));
    await().atMost(SOON).untilAsserted(() -> assertThat(recorder.of("k")).containsExactly(2));
    assertThat(letters()).isEmpty();
    assertThatThrownBy(() -> rig.hub.desk().discard("no-such"))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("bus.dead-letter.unknown"));
  }

  @Test
  void whatIsNotDurableIsNotTriedAgain() {
    Recorder recorder = fed(new Recorder("lamps", false, 4));
    AtomicInteger tries = new AtomicInteger();
    recorder.trap =
        (key, number) -> {
          if (number == 1) {
            tries.incrementAndGet();
            throw new IllegalStateException("no");
          }
        };
    rig.bus.publish(new Lamp("k", 1));
    rig.bus.publish(new Lamp("k", 2));
    await().atMost(SOON).untilAsserted(() -> assertThat(recorder.of("k")).containsExactly(2));
    assertThat(tries).hasValue(1);
    assertThat(letters()).isEmpty();
  }

  @Test
  void durableMessagesWaitForAConsumerThatIsAway() {
    Recorder recorder = fed(new Recorder("away", false, 4));
    rig.bus.publish(new Fact("k", 0));
    await().atMost(SOON).until(() -> recorder.count.get() == 1);
    rig.hub.unregister(recorder.name());
    for (int i = 1; i <= 20; i++) {
      rig.bus.publish(new Fact("k", i));
    }
    Recorder next = fed(new Recorder("away", false, 4));
    await().atMost(SOON).until(() -> next.count.get() == 20);
    assertThat(recorder.count).hasValue(1);
    assertThat(next.of("k")).isSorted().hasSize(20);
  }

  @Test
  void aConsumerThatGoesHasFinishedWhatItWasAtWhenUnregisterReturns() throws Exception {
    Recorder recorder = fed(new Recorder("draining", false, 2));
    CountDownLatch inside = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    recorder.trap =
        (key, number) -> {
          inside.countDown();
          assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
        };
    for (int i = 0; i < 10; i++) {
      rig.bus.publish(new Fact("k" + i, i));
    }
    assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
    Thread leaving = new Thread(() -> rig.hub.unregister(recorder.name()));
    leaving.start();
    await().until(() -> leaving.getState() == Thread.State.TIMED_WAITING);
    go.countDown();
    leaving.join();
    assertThat(recorder.count).hasValue(2);
    Recorder next = fed(new Recorder("draining", false, 2));
    await().atMost(SOON).until(() -> next.count.get() == 8);
  }

  @Test
  void envelopesTellWhereTheyComeFromAndWhy() {
    Recorder recorder = fed(new Recorder("envelopes", false, 1));
    String first = rig.bus.publish(new Fact("k", 1), Actor.user("u1"));
    await().atMost(SOON).until(() -> recorder.count.get() == 1);
    rig.bus.publish(new Fact("other", 2), recorder.envelopes.get(0));
    await().atMost(SOON).until(() -> recorder.count.get() == 2);
    var cause = recorder.envelopes.get(0);
    var effect = recorder.envelopes.get(1);
    assertThat(cause.id()).isEqualTo(first);
    assertThat(cause.source()).isEqualTo("test");
    assertThat(cause.correlation()).isEqualTo("k");
    assertThat(effect.cause()).contains(first);
    assertThat(effect.correlation()).isEqualTo("k");
    assertThat(effect.actor()).isEqualTo(Actor.user("u1"));
  }

  @Test
  void twoConsumersOfOneNameAreRefused() {
    fed(new Recorder("same", false, 1));
    assertThatThrownBy(() -> rig.register(new Recorder("same", false, 1)))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("bus.consumer.duplicate"));
  }

  private Recorder fed(Recorder recorder) {
    rig.register(recorder);
    await().atMost(SOON).until(() -> rig.hub.health().status() != Status.DOWN && attached());
    return recorder;
  }

  private boolean attached() {
    return !rig.hub.health().message().startsWith("not fed");
  }

  private List<DeadLetterRow> letters() {
    return rig.hub.desk().list(DeadLetterFilter.ALL, "", 100);
  }

  private void inTransaction(Fact fact) {
    rig.store.transactions().run(() -> rig.bus.publish(fact));
  }

  private static boolean fails(Map<Integer, AtomicInteger> failures, int id, int times) {
    return failures.computeIfAbsent(id, k -> new AtomicInteger()).getAndIncrement() < times;
  }
}
