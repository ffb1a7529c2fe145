// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.business;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.spi.BusinessContext;
import org.shuniu.api.business.spi.Exchange;
import org.shuniu.api.testkit.FakeConnectorContext;

/** The host's side of a business link under test: keeps what it tells, or cannot. */
public final class FakeBusinessContext extends FakeConnectorContext implements BusinessContext {
  /** What was told. */
  public record Told(String notice, String matter, String operation, Map<String, Object> content) {}

  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
  private volatile boolean full;

  /** For the instance of this name, with a folder of its own. */
  public FakeBusinessContext(String instance, Path directory) {
    super(instance, directory);
  }

  @Override
  public void tell(String notice, String matter, String operation, Map<String, Object> content) {
    if (full) {
      throw HubException.capacity("bus.unavailable", Map.of());
    }
    told.add(new Told(notice, matter, operation, content));
  }

  /** Whether nothing can be stored from now on. */
  public void full(boolean isFull) {
    full = isFull;
  }

  /** All that was told, oldest first. */
  public List<Told> told() {
    return List.copyOf(told);
  }

  @Override
  public void exchanged(Exchange exchange) {
    exchanges.add(exchange);
  }

  /** What went over the wire, oldest first. */
  public List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }
}
