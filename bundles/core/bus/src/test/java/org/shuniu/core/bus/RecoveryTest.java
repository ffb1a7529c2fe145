// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.HealthProbe.Health.Status;
import org.shuniu.core.bus.Messages.Fact;
import org.shuniu.core.bus.Messages.Lamp;

class RecoveryTest {
  private static final Duration SOON = Duration.ofSeconds(60);

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
  void aStoppedBrokerLosesNothingDurableAndEverybodyIsFedAgain() {
    Recorder recorder = fed("recovering");
    publish(0, 10);
    await().atMost(SOON).until(() -> recorder.count.get() == 10);
    rig.stopBroker();
    assertThat(rig.hub.health().status()).isEqualTo(Status.DOWN);
    publish(10, 20);
    inTransaction(20, 30);
    publish(30, 35);
    rig.bus.publish(new Lamp("k", 35));
    rig.startBroker();
    await().atMost(SOON).until(() -> recorder.count.get() == 36);
    assertThat(recorder.of("k")).containsExactlyElementsOf(IntStream.range(0, 36).boxed().toList());
    await().atMost(SOON).until(() -> recorder.restored.size() == 1);
    assertThat(recorder.restored.get(0).away()).isPositive();
    await().atMost(SOON).until(() -> outbox() == 0);
  }

  @Test
  void manyBrokersInARowWhileMessagesFlow() throws InterruptedException {
    Recorder recorder = fed("flowing");
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger published = new AtomicInteger();
    Thread publisher =
        new Thread(
            () -> {
              while (!enough.get()) {
                inTransaction(published.get(), published.get() + 1);
                published.incrementAndGet();
              }
            });
    publisher.start();
    for (int i = 0; i < 4; i++) {
      int mark = recorder.count.get();
      await().atMost(SOON).until(() -> recorder.count.get() > mark + 50);
      rig.stopBroker();
      rig.startBroker();
    }
    enough.set(true);
    publisher.join();
    await()
        .atMost(SOON)
        .until(() -> recorder.of("k").stream().distinct().count() == published.get());
    // Delivered at least once; leaving repetitions aside, in the order of publication.
    assertThat(recorder.of("k").stream().distinct().toList()).isSorted();
    await().atMost(SOON).until(() -> outbox() == 0);
  }

  @Test
  void whileTheBrokerIsAwayTheBufferHasABound() {
    rig.stopBroker();
    Rig small =
        new Rig(
            folder.resolve("small"), rig.store, Map.of("bufferMessages", 5, "bufferMs", 60_000));
    small.stopBroker();
    for (int i = 0; i < 5; i++) {
      small.bus.publish(new Lamp("k", i));
    }
    assertThatThrownBy(() -> small.bus.publish(new Lamp("k", 5)))
        .isInstanceOfSatisfying(
            HubException.class,
            e -> {
              assertThat(e.code()).isEqualTo("bus.unavailable");
              assertThat(e.kind()).isEqualTo(HubException.Kind.CAPACITY);
            });
    small.bus.publish(new Fact("k", 6));
    assertThat(outbox()).isEqualTo(1);
    small.hub.close();
    small.broker.stop();
    rig.startBroker();
  }

  @Test
  void afterAWhileWithoutABrokerWhatIsNotDurableIsRefused() {
    rig.stopBroker();
    rig.bus.publish(new Lamp("k", 1));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> rig.bus.publish(new Lamp("k", 2)))
                    .isInstanceOf(HubException.class));
    rig.startBroker();
  }

  @Test
  void whatWasCommittedAndNotSentIsSentByTheNextProcess() {
    Recorder recorder = fed("relayed");
    // As if the process had died between the commit and the sending.
    Codec codec = new Codec(100_000);
    BundleBus lost =
        new BundleBus(
            "lost",
            codec,
            new Publisher(
                new Outbox(rig.store.entityManager(), rig.store.transactions(), dead()),
                rig.store.transactions(),
                Options.of(Rig.settings(BusSettings.class, Map.of())),
                () -> {}),
            new Outflow(new Tally(), new Recent(0)));
    rig.store
        .transactions()
        .run(() -> IntStream.range(0, 1200).forEach(i -> lost.publish(new Fact("k", i))));
    assertThat(outbox()).isEqualTo(1200);
    rig.stopBroker();
    rig.startBroker();
    await().atMost(SOON).until(() -> recorder.count.get() == 1200);
    assertThat(recorder.of("k")).isSorted();
    await().atMost(SOON).until(() -> outbox() == 0);
  }

  @Test
  void whatIsRolledBackIsNeverSeen() {
    Recorder recorder = fed("rolled");
    assertThatThrownBy(
            () ->
                rig.store
                    .transactions()
                    .run(
                        () -> {
                          rig.bus.publish(new Fact("k", 1));
                          throw new IllegalStateException("no");
                        }))
        .isInstanceOf(IllegalStateException.class);
    rig.bus.publish(new Fact("k", 2));
    await().atMost(SOON).until(() -> recorder.count.get() == 1);
    assertThat(recorder.of("k")).containsExactly(2);
    assertThat(outbox()).isZero();
  }

  @Test
  void aFailedOnceHandlerLeavesNoEffectAndARepeatedMessageHasNone() {
    Recorder recorder = new Recorder("once", true, 2);
    rig.store.sql("create table effect (n int)");
    recorder.inside =
        (key, number) ->
            rig.store
                .entityManager()
                .createNativeQuery("insert into effect values (" + number + ")")
                .executeUpdate();
    int[] failures = {2};
    recorder.inside =
        (key, number) -> {
          rig.store
              .entityManager()
              .createNativeQuery("insert into effect values (" + number + ")")
              .executeUpdate();
          if (failures[0]-- > 0) {
            throw new IllegalStateException("after the effect");
          }
        };
    register(recorder);
    Parcel parcel =
        new Codec(100_000)
            .encode(
                new org.shuniu.api.base.Envelope<>(
                    "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a50",
                    "test.fact",
                    1,
                    java.time.Instant.now(),
                    "test",
                    "k",
                    "k",
                    java.util.Optional.empty(),
                    org.shuniu.api.base.Actor.HUB,
                    new Fact("k", 1)),
                true);
    rig.hub.publish(parcel, "test");
    rig.hub.publish(parcel, "test");
    rig.bus.publish(new Fact("k", 2));
    await().atMost(SOON).until(() -> recorder.of("k").contains(2));
    assertThat(recorder.of("k")).containsExactly(1, 2);
    assertThat(
            rig.store
                .transactions()
                .call(
                    () ->
                        rig.store
                            .entityManager()
                            .createNativeQuery("select count(*) from effect", Long.class)
                            .getSingleResult()))
        .isEqualTo(2L);
  }

  private Recorder fed(String name) {
    Recorder recorder = new Recorder(name, false, 4);
    register(recorder);
    return recorder;
  }

  private void register(Recorder recorder) {
    rig.register(recorder);
    await().atMost(SOON).until(() -> rig.hub.health().status() == Status.UP);
  }

  private void publish(int from, int to) {
    IntStream.range(from, to).forEach(i -> rig.bus.publish(new Fact("k", i)));
  }

  private void inTransaction(int from, int to) {
    for (int i = from; i < to; i++) {
      int number = i;
      rig.store.transactions().run(() -> rig.bus.publish(new Fact("k", number)));
    }
  }

  private long outbox() {
    return rig.store
        .transactions()
        .call(
            () ->
                rig.store
                    .entityManager()
                    .createQuery("select count(*) from OutboxRow", Long.class)
                    .getSingleResult());
  }

  private static java.util.concurrent.ScheduledExecutorService dead() {
    var executor = java.util.concurrent.Executors.newSingleThreadScheduledExecutor();
    executor.shutdownNow();
    return executor;
  }
}
