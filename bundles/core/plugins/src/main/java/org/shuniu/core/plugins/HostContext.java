// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import org.shuniu.api.hub.ConnectorContext;
import org.shuniu.api.hub.LinkState;

/** What a connector sees of its {@link Instance}. */
class HostContext implements ConnectorContext {
  private final Instance instance;

  HostContext(Instance instance) {
    this.instance = instance;
  }

  @Override
  public String instance() {
    return instance.name();
  }

  @Override
  public Clock clock() {
    return instance.clock();
  }

  @Override
  public ScheduledExecutorService scheduler() {
    return instance.scheduler();
  }

  @Override
  public Path dataDirectory() {
    return instance.dataDirectory();
  }

  @Override
  public void link(LinkState state) {
    instance.link(state);
  }
}
