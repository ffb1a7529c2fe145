// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceTest {
  @TempDir Path home;

  private final class Sample extends Instance {
    Sample() {
      super(new ConnectorId("sample", "one", "org.sample", "1"), Clock.systemUTC(), home);
    }

    @Override
    void start() {}

    @Override
    void stop() {
      stopConnector(() -> {}, Duration.ofSeconds(5));
    }
  }

  @Test
  void whatHasStoppedIsHeldByNobodyHoweverLongItsStartCouldHaveTaken() {
    WeakReference<Sample> gone = startedAndStopped();

    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(gone.refersTo(null)).isTrue();
            });
  }

  private WeakReference<Sample> startedAndStopped() {
    Sample instance = new Sample();
    instance.startConnector(() -> {}, Duration.ofHours(1));
    instance.stop();
    return new WeakReference<>(instance);
  }

  @Test
  void aStartThatTakesTooLongIsAFaultUntilItIsOver() throws Exception {
    Sample instance = new Sample();
    CountDownLatch release = new CountDownLatch(1);
    Thread starting =
        new Thread(() -> instance.startConnector(() -> pause(release), Duration.ofMillis(50)));
    starting.start();

    await().until(() -> instance.link().reason().equals("sample.driver.start-blocked"));
    release.countDown();
    starting.join();

    assertThat(instance.link().reason()).isEmpty();
    instance.stop();
  }

  private static void pause(CountDownLatch until) {
    try {
      until.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
