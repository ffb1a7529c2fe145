// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.HubException;
import org.shuniu.api.workflow.WorkflowCommand;
import org.shuniu.api.workflow.WorkflowEvent;
import org.shuniu.api.workflow.WorkflowEvent.ProcessEnded;
import org.shuniu.api.workflow.WorkflowEvent.ProcessRejected;
import org.shuniu.api.workflow.WorkflowEvent.ProcessStarted;
import org.shuniu.api.workflow.spi.WorkflowEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings commands to the engine, each in one transaction with all that it brings about. While there
 * is no engine they are held, and every later one of the same ticket behind them.
 */
final class WorkflowDesk {
  private static final Logger LOG = LoggerFactory.getLogger(WorkflowDesk.class);
  private static final int PART = 200;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Services services;
  private final EntityManager entities;
  private final Roster<WorkflowEngine, EngineInstance> roster;
  private final Desk desk;

  /** How many commands of a ticket are held. */
  private final Map<String, Integer> held = new ConcurrentHashMap<>();

  /** What an engine refused for good, by message, until the refusal is told. */
  private final Map<String, HubException> refusals = new ConcurrentHashMap<>();

  @SuppressWarnings("ThreadLocalUsage") // one desk, one bundle; set and removed around each command
  private final ThreadLocal<@Nullable Envelope<?>> current = new ThreadLocal<>();

  private boolean counted;

  WorkflowDesk(Services services) {
    this.services = services;
    this.entities = services.entities();
    this.desk = new Desk("workflow", services.transactions(), services.clock(), this::round);
    EngineInstance.Ears ears = new EngineInstance.Ears(this::emit, desk::wake);
    this.roster =
        new Roster<>("workflow", (id, engine) -> new EngineInstance(id, engine, services, ears));
  }

  void start() {
    count();
    desk.start();
  }

  void stop() {
    desk.close(Duration.ofSeconds(2));
  }

  Roster<WorkflowEngine, EngineInstance> roster() {
    return roster;
  }

  /** The first engine works, others stand by. */
  void engines() {
    roster.all().stream().findFirst().ifPresent(EngineInstance::begin);
  }

  /** What is held from before is known before the first command comes. */
  private synchronized void count() {
    if (counted) {
      return;
    }
    services
        .transactions()
        .call(
            () ->
                entities
                    .createQuery(
                        "select c.ticket, count(c) from CommandRow c group by c.ticket",
                        Object[].class)
                    .getResultList())
        .forEach(row -> held.put((String) row[0], ((Long) row[1]).intValue()));
    counted = true;
  }

  /** In the consumer's transaction. */
  void command(Envelope<? extends WorkflowCommand> envelope) {
    String ticket = envelope.data().ticket();
    HubException refusal = refusals.get(envelope.id());
    if (refusal != null) {
      tellRefusal(envelope, refusal);
      services.transactions().afterCommit(() -> refusals.remove(envelope.id()));
    } else if (held.containsKey(ticket) || !execute(envelope)) {
      hold(envelope);
    }
  }

  private void hold(Envelope<? extends WorkflowCommand> envelope) {
    entities.persist(new CommandRow(envelope));
    services
        .transactions()
        .afterCommit(
            () -> {
              held(envelope.data().ticket(), 1);
              desk.wake();
            });
  }

  /** A count may be below zero for a moment, when the desk was faster than who held it. */
  private void held(String ticket, int more) {
    held.merge(ticket, more, (before, added) -> before + added == 0 ? null : before + added);
  }

  /**
   * False: nobody takes commands now. What the engine refuses for good dooms this transaction, for
   * who knows what it has done in it; the bus brings the command again, and then that is told.
   */
  private boolean execute(Envelope<? extends WorkflowCommand> envelope) {
    Optional<EngineInstance> engine =
        roster.all().stream().filter(EngineInstance::ready).findFirst();
    if (engine.isEmpty()) {
      return false;
    }
    long begin = System.nanoTime();
    String outcome = "failed";
    current.set(envelope);
    try {
      boolean done = engine.get().execute(envelope.data());
      outcome = done ? "done" : "held";
      return done;
    } catch (HubException e) {
      outcome = e.code();
      if (e.kind() == HubException.Kind.CALLER) {
        refusals.put(envelope.id(), e);
      }
      throw e;
    } finally {
      current.remove();
      services
          .metrics()
          .time(
              "workflow.command",
              Duration.ofNanos(System.nanoTime() - begin),
              "command",
              envelope.data().getClass().getSimpleName(),
              "outcome",
              outcome);
    }
  }

  private void tellRefusal(Envelope<? extends WorkflowCommand> envelope, HubException refusal) {
    String ticket = envelope.data().ticket();
    LOG.warn("A command for ticket {} was refused: {}", ticket, refusal.getMessage());
    Object reason = refusal.arguments().getOrDefault("reason", "");
    Instant now = services.clock().instant();
    services
        .bus()
        .publish(
            new ProcessRejected(ticket, refusal.code(), String.valueOf(reason), now), envelope);
  }

  /** What an engine tells, because of a command or by itself. */
  private void emit(WorkflowEvent event) {
    Envelope<?> because = current.get();
    services
        .transactions()
        .run(
            () -> {
              if (because != null) {
                remember(event, because.correlation());
                services.bus().publish(event, because);
              } else {
                ProcessRow process = entities.find(ProcessRow.class, event.key());
                String matter = process == null ? event.key() : process.correlation;
                services.bus().publish(event, Actor.HUB, matter);
              }
              forget(event);
            });
  }

  private void remember(WorkflowEvent event, String correlation) {
    if (event instanceof ProcessStarted
        && !correlation.equals(event.key())
        && entities.find(ProcessRow.class, event.key()) == null) {
      entities.persist(new ProcessRow(event.key(), correlation));
    }
  }

  private void forget(WorkflowEvent event) {
    if (event instanceof ProcessEnded) {
      ProcessRow process = entities.find(ProcessRow.class, event.key());
      if (process != null) {
        entities.remove(process);
      }
    }
  }

  /** Gives an engine what was held for it; tells when to look again. */
  private Instant round() {
    count();
    if (held.isEmpty() || roster.all().stream().noneMatch(EngineInstance::ready)) {
      return Instant.MAX;
    }
    List<CommandRow> rows =
        services
            .transactions()
            .call(
                () ->
                    entities
                        .createQuery(
                            "select c from CommandRow c order by c.place", CommandRow.class)
                        .setMaxResults(PART)
                        .getResultList());
    Map<String, HubException> stuck = new LinkedHashMap<>();
    for (CommandRow row : rows) {
      if (!stuck.containsKey(row.ticket)) {
        giveHeld(row).ifPresent(failure -> stuck.put(row.ticket, failure));
      }
    }
    if (!stuck.isEmpty()) {
      LOG.warn("Commands of {} tickets go on waiting: {}", stuck.size(), stuck.values());
    }
    boolean more = rows.size() == PART && stuck.size() < PART;
    return services.clock().instant().plus(more && stuck.isEmpty() ? Duration.ZERO : PAUSE);
  }

  /** Empty: it is done with, whatever came of it. */
  private Optional<HubException> giveHeld(CommandRow row) {
    WorkflowCommand command = row.command();
    Envelope<WorkflowCommand> envelope = row.origin.envelope(command);
    try {
      services
          .transactions()
          .run(
              () -> {
                HubException refusal = refusals.get(envelope.id());
                if (refusal != null) {
                  tellRefusal(envelope, refusal);
                } else if (!execute(envelope)) {
                  throw HubException.capacity("workflow.engine.missing", Map.of());
                }
                entities.remove(entities.getReference(CommandRow.class, row.place));
              });
      refusals.remove(envelope.id());
      held(row.ticket, -1);
      return Optional.empty();
    } catch (HubException e) {
      return refusals.containsKey(envelope.id()) && e.kind() == HubException.Kind.CALLER
          ? giveHeld(row)
          : Optional.of(e);
    } catch (RuntimeException e) {
      LOG.error("A held command for ticket {} failed", row.ticket, e);
      return Optional.of(HubException.internal("workflow.process.failed", e));
    }
  }
}
