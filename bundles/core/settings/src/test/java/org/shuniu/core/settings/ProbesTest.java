// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.ComponentFactory;
import org.osgi.service.component.ComponentInstance;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.ConnectionProbe;
import org.shuniu.api.hub.ConnectionProbe.Answer;

/** Tries as the component runtime would make them. */
class ProbesTest {
  private final Probes probes =
      new Probes(Map.of("somewhere", "10.0.0.7")::get, Duration.ofMillis(300));
  private final AtomicInteger disposed = new AtomicInteger();

  /** Makes a probe of what it is given, as a bundle's component factory does. */
  private void offer(Function<Dictionary<String, ?>, ConnectionProbe> maker) {
    ComponentFactory<ConnectionProbe> factory =
        properties ->
            new ComponentInstance<>() {
              private final ConnectionProbe probe = maker.apply(properties);

              @Override
              public void dispose() {
                disposed.incrementAndGet();
              }

              @Override
              public ConnectionProbe getInstance() {
                return probe;
              }
            };
    probes.add(factory, "sample.link");
  }

  private SettingsTrial run(Map<String, List<String>> values) {
    return probes.run(Sample.LINK, values);
  }

  @Test
  void givesTheValuesAsTheComponentRuntimeWantsThem() {
    offer(
        properties ->
            limit ->
                Answer.of(
                    "%s:%s %s"
                        .formatted(
                            properties.get("name"),
                            properties.get("port"),
                            List.of((Object[]) properties.get("trunks")))));
    SettingsTrial trial =
        run(
            Map.of(
                "name", List.of("${somewhere}"),
                "port", List.of("7000"),
                "trunks", List.of("east, west"),
                "older", List.of("x")));
    assertThat(trial.works()).isTrue();
    assertThat(trial.peer()).contains("10.0.0.7:7000 [east, west]");
    assertThat(disposed).hasValue(1);
  }

  @Test
  void tellsWhatIsWrongWithItsArguments() {
    offer(
        properties ->
            limit -> {
              throw HubException.external("probe.refused", Map.of("host", "a", "port", 1));
            });
    SettingsTrial trial = run(Map.of());
    assertThat(trial.works()).isFalse();
    assertThat(trial.code()).contains("probe.refused");
    assertThat(trial.args()).containsEntry("port", 1);
    assertThat(disposed).hasValue(1);
  }

  @Test
  void aBugOfAProbeIsToldAsOne() {
    offer(
        properties ->
            limit -> {
              throw new IllegalStateException("a bug");
            });
    assertThat(run(Map.of()).code()).contains("settings.probe.failed");
  }

  @Test
  void oneThatDoesNotEndIsInterruptedAndTheNextIsServed() {
    CountDownLatch interrupted = new CountDownLatch(1);
    offer(
        properties ->
            limit -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return Answer.of("too late");
            });
    assertThat(run(Map.of()).code()).contains("probe.timeout");
    await().until(() -> interrupted.getCount() == 0);
    await().until(() -> disposed.get() == 1);
    assertThat(run(Map.of()).code()).contains("probe.timeout");
  }

  @Test
  void aBundleWithoutOneOffersNone() {
    assertThat(probes.offered("sample.link")).isFalse();
    assertThatThrownBy(() -> run(Map.of())).hasMessageContaining("settings.probe.missing");
    offer(properties -> limit -> new Answer("", Optional.empty()));
    assertThat(probes.offered("sample.link")).isTrue();
    assertThat(run(Map.of()).peer()).isEmpty();
  }
}
