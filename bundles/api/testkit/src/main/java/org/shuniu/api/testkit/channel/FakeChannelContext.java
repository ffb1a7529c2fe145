// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.channel;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.shuniu.api.base.HubException;
import org.shuniu.api.channel.spi.ChannelContext;
import org.shuniu.api.channel.spi.IncomingText;
import org.shuniu.api.testkit.FakeConnectorContext;

/** The host's side of a channel under test: keeps what it tells, or cannot. */
public final class FakeChannelContext extends FakeConnectorContext implements ChannelContext {
  /** What was reported. */
  public record Report(String carrierId, boolean delivered, String reason) {}

  private final List<IncomingText> received = new CopyOnWriteArrayList<>();
  private final List<Report> reports = new CopyOnWriteArrayList<>();
  private volatile boolean full;

  /** For the instance of this name, with a folder of its own. */
  public FakeChannelContext(String instance, Path directory) {
    super(instance, directory);
  }

  @Override
  public void received(IncomingText text) {
    store();
    received.add(text);
  }

  @Override
  public void reported(String carrierId, boolean delivered, String reason) {
    store();
    reports.add(new Report(carrierId, delivered, reason));
  }

  private void store() {
    if (full) {
      throw HubException.capacity("bus.unavailable", Map.of());
    }
  }

  /** Whether nothing can be stored from now on. */
  public void full(boolean isFull) {
    full = isFull;
  }

  /** All texts that came, oldest first. */
  public List<IncomingText> received() {
    return List.copyOf(received);
  }

  /** All reports, oldest first. */
  public List<Report> reports() {
    return List.copyOf(reports);
  }
}
