// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Message;
import org.shuniu.api.business.BusinessEvent;
import org.shuniu.api.hub.Vault;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.services.citizen.CallerVerified;
import org.shuniu.api.services.ivr.FlowEnded;
import org.shuniu.api.services.ivr.StartFlow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs flows (I1). Driven by events; a run has no thread. Every wait ends: by the switch's answer,
 * or by {@link #tick}, which gives up what is overdue. What the flow cannot do ends in a queue,
 * never in silence. What a node does is told by {@link Steps}; how it speaks, by {@link Dialogue}.
 *
 * <p>Safe for use by many threads; the events of one contact are handled one after another.
 */
final class Engine {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  /** A failure may be the caller's leaving, which is told at the same moment. */
  private static final Duration HANG_UP_MAY_FOLLOW = Duration.ofSeconds(1);

  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  private final Map<String, Run> runs = new ConcurrentHashMap<>();
  private final Function<StartFlow, Optional<PublishedFlow>> flows;
  private final Function<String, Optional<ServedLine>> lines;
  private final String fallbackSkill;
  private final Consumer<Message> out;
  private final Vault vault;
  private final Clock clock;
  private final ZoneId zone;
  private final Steps steps;

  /**
   * @param flows the published flow that is asked for
   * @param lines the line of a number
   * @param fallbackSkill where callers wait for whose number no flow is published
   * @param out takes commands and facts; must not block for long
   * @param vault seals what callers key in secret
   */
  Engine(
      Function<StartFlow, Optional<PublishedFlow>> flows,
      Function<String, Optional<ServedLine>> lines,
      String fallbackSkill,
      Consumer<Message> out,
      Voice voice,
      Vault vault,
      Clock clock,
      ZoneId zone) {
    this.flows = flows;
    this.lines = lines;
    this.fallbackSkill = fallbackSkill;
    this.out = out;
    this.clock = clock;
    this.zone = zone;
    this.vault = vault;
    Dialogue dialogue = new Dialogue(out, voice, clock, this::locked);
    this.steps = new Steps(out, dialogue, new Enquiries(out, dialogue, clock), vault::seal, clock);
  }

  /** How many callers are in a flow. */
  int size() {
    return runs.size();
  }

  /** How many of them dialled this number. */
  int size(String called) {
    return (int) runs.values().stream().filter(run -> run.called.equals(called)).count();
  }

  void start(StartFlow start) {
    Run running = runs.get(start.contact());
    if (running != null && running.serves(start)) {
      return;
    }
    if (running != null) {
      stop(start.contact());
    }
    flows.apply(start).ifPresentOrElse(flow -> begin(start, flow), () -> without(start));
  }

  private void begin(StartFlow start, PublishedFlow published) {
    Flow flow = published.flow();
    Variables variables =
        new Variables(flow.variablesOrNone(), start.variables(), vault::open, clock, zone);
    variables.builtIn("caller", start::caller);
    variables.builtIn("called", start::called);
    Optional<ServedLine> line = lines.apply(start.called());
    line.ifPresent(it -> it.variables(clock).forEach(variables::builtIn));
    Run run = new Run(start, published, variables, line);
    if (runs.putIfAbsent(start.contact(), run) == null) {
      String first = start.node().map(new Resumption(flow)::node).orElse(flow.start());
      locked(run, () -> steps.enter(run, first, Optional.empty()));
    }
  }

  /** No flow: a caller waits for a human, a talk goes on. */
  private void without(StartFlow start) {
    boolean talk = start.flow().isPresent();
    LOG.warn(
        "No flow is published for {}; the contact goes on without",
        start.flow().orElse("a called number"));
    out.accept(
        new FlowEnded(
            start.contact(),
            talk ? FlowEnded.Outcome.RETURN : FlowEnded.Outcome.QUEUE,
            talk ? "" : skill(start.called()),
            0,
            start.variables()));
  }

  private String skill(String called) {
    return lines.apply(called).flatMap(it -> it.line().skill()).orElse(fallbackSkill);
  }

  /** The caller is gone, or goes another way. */
  void stop(String contact) {
    Run run = runs.remove(contact);
    if (run != null) {
      synchronized (run) {
        run.over = true;
      }
    }
  }

  void promptEnded(PbxEvent.PromptEnded event) {
    if (event.outcome() == PbxEvent.Outcome.FAILED) {
      failed(event.call(), event.request());
    } else {
      awaiting(event.call(), event.request(), steps::afterPrompt);
    }
  }

  void digitsCollected(PbxEvent.DigitsCollected event) {
    if (event.outcome() == PbxEvent.Outcome.FAILED) {
      failed(event.call(), event.request());
    } else {
      awaiting(event.call(), event.request(), run -> steps.input(run, event.digits()));
    }
  }

  void queryAnswered(BusinessEvent.QueryAnswered event) {
    awaiting(event.matter(), event.request(), run -> steps.answered(run, event.content()));
  }

  void queryRejected(BusinessEvent.QueryRejected event) {
    awaiting(
        event.matter(),
        event.request(),
        run -> steps.refused(run, event.code(), event.arguments()));
  }

  void callerVerified(CallerVerified event) {
    Run run = runs.get(event.contact());
    if (run != null) {
      locked(run, () -> steps.verified(run));
    }
  }

  /** The switch refused an order. */
  void rejected(PbxEvent.CommandRejected event) {
    failed(event.call(), event.request());
  }

  /**
   * As if it had been spoken, or as if no key had come; but not at once: if the caller has left,
   * the trail ends here (I5).
   */
  private void failed(String contact, String request) {
    awaiting(contact, request, run -> run.deadline = clock.instant().plus(HANG_UP_MAY_FOLLOW));
  }

  /** The answers that were awaited may be lost: asks again where something is awaited. */
  void repeat(Function<Run, Boolean> which) {
    for (Run run : new ArrayList<>(runs.values())) {
      locked(
          run,
          () -> {
            if (run.request.isPresent() && which.apply(run)) {
              out.accept(new PbxCommand.StopPrompt(run.pbx, run.contact, run.leg));
              steps.again(run);
            }
          });
    }
  }

  /** Gives up what is overdue. To be called a few times a second. */
  void tick() {
    Instant now = clock.instant();
    for (Run run : new ArrayList<>(runs.values())) {
      locked(
          run,
          () -> {
            if (!run.deadline.isAfter(now)) {
              steps.missing(run);
            }
          });
    }
  }

  private void awaiting(String contact, String request, Consumer<Run> action) {
    Run run = runs.get(contact);
    if (run != null) {
      locked(
          run,
          () -> {
            if (run.awaits(request)) {
              run.forgetRequest();
              action.accept(run);
            }
          });
    }
  }

  /** An order that cannot be given now is like one that was not carried out: time goes on. */
  private void locked(Run run, Runnable action) {
    synchronized (run) {
      if (!run.over) {
        try {
          action.run();
        } catch (HubException e) {
          LOG.warn("Contact {} is held up at {}: {}", run.contact, run.at, e.code());
          run.request = Optional.empty();
          run.deadline = clock.instant().plus(TRY_AGAIN);
        }
        if (run.over) {
          runs.remove(run.contact, run);
        }
      }
    }
  }
}
