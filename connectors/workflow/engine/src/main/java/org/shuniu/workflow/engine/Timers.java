// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.flowable.job.api.Job;
import org.flowable.job.service.JobServiceConfiguration;
import org.flowable.job.service.impl.persistence.entity.JobEntity;
import org.flowable.job.service.impl.persistence.entity.TimerJobEntity;
import org.shuniu.api.base.HubException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires timers that are due, one after another, each in one transaction together with all that
 * follows from it. (Flowable's own executor takes three transactions and a pool of threads.) What
 * fails is tried again, later and later, until it succeeds. Used by one thread.
 */
final class Timers {
  private static final Logger LOG = LoggerFactory.getLogger(Timers.class);
  private static final int AT_A_TIME = 200;
  private static final int RACES = 5;
  private static final Duration FIRST_REST = Duration.ofSeconds(5);
  private static final Duration LONGEST_REST = Duration.ofHours(1);

  /** A timer that failed. */
  private record Failure(Duration rest, Instant until) {}

  private final ProcessEngine engine;
  private final Clock clock;
  private final Map<String, Failure> failures = new HashMap<>();

  Timers(ProcessEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** Fires what is due, until told not to go on. */
  void run(BooleanSupplier goOn) {
    List<Job> due =
        engine
            .getManagementService()
            .createTimerJobQuery()
            .executable()
            .orderByJobDuedate()
            .asc()
            .listPage(0, AT_A_TIME + failures.size());
    failures.keySet().retainAll(due.stream().map(Job::getId).toList());
    Instant now = clock.instant();
    for (Job job : due) {
      Failure failure = failures.get(job.getId());
      boolean rests = failure != null && now.isBefore(failure.until);
      if (!rests && goOn.getAsBoolean()) {
        fire(job);
      }
    }
  }

  /** Whether there are processes that cannot go on. */
  boolean failing() {
    return !failures.isEmpty();
  }

  private void fire(Job job) {
    try {
      Races.run(RACES, () -> fire(job.getId()));
      failures.remove(job.getId());
    } catch (HubException e) {
      if (!e.retryable()) {
        failed(job, e);
      } else if (!Faults.conflict(e)) {
        throw e; // the database is away, for all of them
      }
    }
  }

  private void fire(String id) {
    JobServiceConfiguration jobs =
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
            .getJobServiceConfiguration();
    engine
        .getManagementService()
        .executeCommand(
            command -> {
              TimerJobEntity timer = jobs.getTimerJobEntityManager().findById(id);
              if (timer != null) {
                JobEntity job = jobs.getJobManager().moveTimerJobToExecutableJob(timer);
                jobs.getJobManager().execute(job);
              }
              return true;
            });
  }

  private void failed(Job job, HubException fault) {
    Failure before = failures.get(job.getId());
    Duration rest = before == null ? FIRST_REST : before.rest.multipliedBy(2);
    rest = rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    failures.put(job.getId(), new Failure(rest, clock.instant().plus(rest)));
    LOG.warn(
        "Ticket {}: the timer {} failed, next time in {}: {}",
        job.getProcessInstanceId(),
        job.getElementId(),
        rest,
        fault.getMessage());
  }
}
