// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.execution.HealthCheckExecutionOptions;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckMetadata;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.HealthProbe.Health;
import org.shuniu.api.hub.HealthProbe.Health.Status;
import org.shuniu.api.hub.LinkState;
import org.shuniu.core.ops.HealthReport.Check;

class HubHealthTest {
  private final List<HealthCheckExecutionResult> results = new ArrayList<>();
  private final HubHealth health = new HubHealth();

  @BeforeEach
  void answerWithResults() {
    health.executor =
        new HealthCheckExecutor() {
          @Override
          public List<HealthCheckExecutionResult> execute(HealthCheckSelector selector) {
            return results;
          }

          @Override
          public List<HealthCheckExecutionResult> execute(
              HealthCheckSelector selector, HealthCheckExecutionOptions options) {
            return results;
          }
        };
  }

  @Test
  void isDownUntilTheStartCheckIsThere() {
    add("bus", new Result(Result.Status.OK, ""));

    assertThat(health.report().status()).isEqualTo(Status.DOWN);
  }

  @Test
  void isUpWhenAllChecksAreFine() {
    add("start", new Result(Result.Status.OK, ""));
    add("bus", ProbeChecks.result(Health.up()));

    assertThat(health.report())
        .isEqualTo(
            new HealthReport(
                Status.UP,
                List.of(new Check("bus", Status.UP, ""), new Check("start", Status.UP, ""))));
  }

  @Test
  void isAsIllAsItsWorstPart() {
    add("start", new Result(Result.Status.OK, ""));
    add("bus", ProbeChecks.result(Health.degraded("2 keys are parked")));
    assertThat(health.report().status()).isEqualTo(Status.DEGRADED);

    add("store", ProbeChecks.result(Health.down("no connection")));
    assertThat(health.report().status()).isEqualTo(Status.DOWN);
    assertThat(health.report().checks()).contains(new Check("store", Status.DOWN, "no connection"));
  }

  @Test
  void aCheckThatCrashedOrHangsCountsAsDown() {
    add("start", new Result(Result.Status.OK, ""));
    add("bus", new Result(Result.Status.HEALTH_CHECK_ERROR, "timed out"));

    assertThat(health.report().status()).isEqualTo(Status.DOWN);
  }

  @Test
  void aLostLinkDegradesAndNeverStopsTheHub() {
    add("start", new Result(Result.Status.OK, ""));
    health.connectors = () -> List.of(connector(LinkState.Status.OFFLINE, "pbx.link.lost"));

    assertThat(health.report().status()).isEqualTo(Status.DEGRADED);
    assertThat(health.report().checks())
        .contains(new Check("pbx/main", Status.DEGRADED, "offline pbx.link.lost"));
  }

  @Test
  void aConnectorStoppedOnPurposeIsNoIllness() {
    assertThat(HubHealth.check(connector(LinkState.Status.STOPPED, "")).status())
        .isEqualTo(Status.UP);
  }

  private static Connectors.Status connector(LinkState.Status status, String reason) {
    return new Connectors.Status(
        "org.shuniu.pbx.asterisk",
        "0.1.0",
        "pbx",
        "main",
        new LinkState(status, reason, Instant.EPOCH),
        Set.of());
  }

  private void add(String name, Result result) {
    results.add(
        new HealthCheckExecutionResult() {
          @Override
          public Result getHealthCheckResult() {
            return result;
          }

          @Override
          public long getElapsedTimeInMs() {
            return 0;
          }

          @Override
          public Date getFinishedAt() {
            return Date.from(Instant.EPOCH);
          }

          @Override
          public boolean hasTimedOut() {
            return false;
          }

          @Override
          public HealthCheckMetadata getHealthCheckMetadata() {
            return new HealthCheckMetadata(reference(name));
          }
        });
  }

  /** A service reference that knows the name of its check and little else. */
  private static ServiceReference<?> reference(String name) {
    Map<String, Object> properties = Map.of("hc.name", name, "service.id", 1L);
    return (ServiceReference<?>)
        Proxy.newProxyInstance(
            HubHealthTest.class.getClassLoader(),
            new Class<?>[] {ServiceReference.class},
            (proxy, method, args) ->
                method.getName().equals("getProperty") ? properties.get(args[0]) : null);
  }
}
