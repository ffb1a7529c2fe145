// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.shuniu.api.hub.ConnectorContext;
import org.shuniu.api.hub.LinkState;

/** The host's side of a connector under test: gives what every seam gives, keeps its links. */
public class FakeConnectorContext implements ConnectorContext, AutoCloseable {
  /** Longest wait for anything that a foreign system or its link does. */
  public static final Duration PATIENCE = Duration.ofSeconds(15);

  private final List<LinkState> links = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService scheduler;
  private final String instance;
  private final Path directory;

  /** For the instance of this name, with a folder of its own. */
  public FakeConnectorContext(String instance, Path directory) {
    this.instance = instance;
    this.directory = directory;
    this.scheduler =
        Executors.newScheduledThreadPool(1, task -> new Thread(task, "context-" + instance));
  }

  @Override
  public String instance() {
    return instance;
  }

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public ScheduledExecutorService scheduler() {
    return scheduler;
  }

  @Override
  public Path dataDirectory() {
    return directory;
  }

  @Override
  public void link(LinkState state) {
    links.add(state);
  }

  /** All states of the link that were told, oldest first. */
  public List<LinkState> links() {
    return List.copyOf(links);
  }

  /** Waits until this state of the link is the last one told. */
  public void awaitLink(LinkState.Status... anyOf) {
    awaitLink(PATIENCE, anyOf);
  }

  /** As {@link #awaitLink(LinkState.Status...)}, for so long at most. */
  protected final void awaitLink(Duration limit, LinkState.Status... anyOf) {
    Awaitility.await()
        .atMost(limit)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(
            () ->
                assertThat(links)
                    .isNotEmpty()
                    .last()
                    .extracting(LinkState::status)
                    .isIn((Object[]) anyOf));
  }

  /** Ends the timers, as the host does after the connector has stopped. */
  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
