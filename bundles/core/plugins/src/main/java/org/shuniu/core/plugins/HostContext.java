// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import org.shuniu.api.hub.ConnectorContext;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.spi.PbxContext;

/** What a connector sees of its {@link Instance}. */
class HostContext implements ConnectorContext {
  private final Instance instance;

  HostContext(Instance instance) {
    this.instance = instance;
  }

  @Override
  public String instance() {
    return instance.id().instance();
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

  /** Of a PBX driver. */
  static final class Pbx extends HostContext implements PbxContext {
    private final EventQueue events;

    Pbx(Instance instance, EventQueue events) {
      super(instance);
      this.events = events;
    }

    @Override
    public void emit(PbxEvent event) {
      events.offer(event);
    }
  }
}
