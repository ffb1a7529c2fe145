// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.LinkState;

/**
 * A connector that does the jobs of a {@link Backlog}: as many at a time as its crew allows, from
 * the end of its start to the begin of its stop.
 */
abstract class Worker<R extends JobRow> extends Instance {
  private final Backlog<R> backlog;
  private final Limits limits;
  private final Crew crew;
  private final Lane lane;

  /**
   * @param jobs what they are called in the log
   */
  Worker(ConnectorId id, Backlog<R> backlog, String jobs) {
    super(id, backlog.clock(), backlog.services.home());
    this.backlog = backlog;
    this.limits = backlog.services.limits();
    this.crew = new Crew(backlog.clock(), backlog.bounds.jobs());
    this.lane = new Lane(this, jobs, this::refusal);
  }

  /** In a transaction: whether the job may be given to it once only. */
  abstract boolean once(R row);

  /** Gives a job; it is released by {@link Backlog#finish}. Does not block. */
  abstract void give(R row);

  /** What a job fails with that the connector cannot be given now. */
  abstract HubException refusal();

  Crew crew() {
    return crew;
  }

  Lane lane() {
    return lane;
  }

  /** Takes the steps of the connector's start; gets jobs after the last one. */
  void begin(Runnable... steps) {
    lane.run(
        () -> {
          for (Runnable step : steps) {
            startConnector(step, limits.start());
          }
          if (lane.open()) {
            crew.admit();
            backlog.wake();
          }
        });
  }

  @Override
  void linkChanged(LinkState state) {
    if (state.status() == LinkState.Status.ONLINE) {
      crew.linkFound();
      backlog.wake();
    }
  }

  /** Gets no more jobs, is given time for those in work, and stops; the rest ends unfinished. */
  void end(Runnable stop, HubException unfinished) {
    lane.close();
    crew.dismiss();
    lane.drain(limits.drain());
    stopConnector(stop, limits.stop());
    lane.abandon(unfinished);
  }
}
