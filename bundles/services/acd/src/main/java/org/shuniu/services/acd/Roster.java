// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import static org.shuniu.api.services.acd.AgentState.AFTER_CALL_WORK;
import static org.shuniu.api.services.acd.AgentState.BREAK;
import static org.shuniu.api.services.acd.AgentState.NOT_READY;
import static org.shuniu.api.services.acd.AgentState.READY;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.pbx.DeviceState;

/**
 * The agents and what becomes of each (T2). Keeps the matcher's set of ready agents in step with
 * states and telephones, and says when an agent became free to be offered something. Guarded by the
 * router's lock.
 */
final class Roster {
  /** How long a simulated agent pouts after a fault of its telephone. */
  private static final Duration SELF_HEALING = Duration.ofSeconds(30);

  private final Map<String, Agent> agents = new HashMap<>();
  private final Map<String, Agent> byUser = new HashMap<>();
  private final Map<String, Set<Agent>> byLine = new HashMap<>();
  private final Map<String, DeviceState> devices = new HashMap<>();
  private final Set<String> switchesAway = new HashSet<>();
  private final Clock clock;
  private final Duration consoleGrace;
  private final Matcher matcher;
  private final Deadlines deadlines;
  private final Consumer<Effect> effects;
  private final Consumer<Agent> offerable;
  private final Breaks breaks;

  Roster(
      Clock clock,
      Rules rules,
      Matcher matcher,
      Deadlines deadlines,
      Consumer<Effect> effects,
      Consumer<Agent> offerable) {
    this.clock = clock;
    this.consoleGrace = rules.consoleGrace();
    this.matcher = matcher;
    this.deadlines = deadlines;
    this.effects = effects;
    this.offerable = offerable;
    this.breaks =
        new Breaks(rules.breaks(), clock, matcher, deadlines, agents.values(), this::grantBreak);
  }

  /** Who waits for a break; to be told of what may allow one and is no agent's state. */
  Breaks breaks() {
    return breaks;
  }

  Optional<Agent> find(String id) {
    return Optional.ofNullable(agents.get(id));
  }

  Optional<Agent> ofUser(String userId) {
    return Optional.ofNullable(byUser.get(userId));
  }

  Collection<Agent> all() {
    return agents.values();
  }

  /** Takes an agent up from the database, or anew. */
  Agent add(AgentProfile profile, Status status) {
    Agent agent = new Agent(profile, status);
    agents.put(agent.id(), agent);
    byUser.put(profile.userId(), agent);
    line(agent);
    place(agent);
    if (status.console()) {
      // It was there before the restart; it has the grace to come back.
      consoleGone(agent);
    }
    watch(agent);
    breaks.note(agent);
    ready(agent);
    return agent;
  }

  /** Changes who an agent is. */
  void change(Agent agent, AgentProfile profile) {
    Set<Agent> old = byLine.get(agent.profile().line());
    if (old != null) {
      old.remove(agent);
    }
    agent.profile(profile);
    line(agent);
    place(agent);
    breaks.changed();
    ready(agent);
  }

  private void place(Agent agent) {
    agent.device(devices.getOrDefault(agent.profile().line(), DeviceState.UNKNOWN));
    agent.cutOff(switchesAway.contains(agent.profile().pbx()));
  }

  private void line(Agent agent) {
    byLine.computeIfAbsent(agent.profile().line(), line -> new HashSet<>()).add(agent);
  }

  /** The agent is in a new status from now on. */
  void move(Agent agent, Status to) {
    boolean becomesReady = to.state() == READY && agent.state() != READY;
    apply(agent, to, becomesReady ? to.since() : agent.idleSince());
  }

  /** After a contact that never came to be: back to where the agent was, at the same place. */
  void release(Agent agent, Instant idleSince) {
    apply(agent, agent.status().idle(afterwards(agent), clock.instant()), idleSince);
  }

  private void apply(Agent agent, Status to, Instant idleSince) {
    Status from = agent.status();
    agent.status(to);
    agent.idleSince(idleSince);
    agent.confirmed(true);
    effects.accept(
        new Effect.Moved(agent.profile(), from, to, AgentView.of(agent), agent.watched()));
    breaks.note(agent);
    if (!from.breakRequest().equals(to.breakRequest())) {
      effects.accept(new Effect.Told(BreakRequestView.live(breaks.pending())));
    }
    watch(agent);
    ready(agent);
  }

  /** A contact is over: to what was planned, READY where nothing was. */
  void settle(Agent agent) {
    move(agent, agent.status().idle(afterwards(agent), clock.instant()));
  }

  /** Nobody becomes READY whose console is gone. */
  private Posture afterwards(Agent agent) {
    Posture next = agent.status().next().orElse(Posture.READY);
    boolean lost = agent.consoleGone().filter(this::overdue).isPresent();
    return lost && next.state() == READY ? Posture.notReady(Reasons.CONSOLE_LOST) : next;
  }

  private boolean overdue(Instant since) {
    return !since.plus(consoleGrace).isAfter(clock.instant());
  }

  /**
   * A person asks for a state. With a contact, it comes after the contact. An agent who asks for a
   * break that cannot be granted now waits for it and goes on working.
   *
   * @param self whether the agent asks, who is there then, console or not
   */
  void request(Agent agent, Posture wanted, boolean self) {
    if (self) {
      agent.consoleGone(null);
    }
    Status status = agent.status();
    if (!status.engaged() && wanted.equals(status.posture())) {
      return;
    }
    if (!Transitions.from(status).contains(wanted.state())) {
      throw HubException.conflict(
          "acd.state.not-allowed", Map.of("from", status.state(), "to", wanted.state()));
    }
    if (self && wanted.state() == BREAK && !breaks.allows(agent)) {
      move(agent, status.asking(Optional.of(BreakRequest.pending(wanted, clock.instant()))));
    } else {
      take(agent, wanted);
    }
  }

  private void take(Agent agent, Posture wanted) {
    boolean ready = wanted.state() == READY;
    boolean engaged = agent.status().engaged();
    // Who works on while waiting for a break waits on; any other wish replaces that one.
    Status status = ready && !engaged ? agent.status() : agent.status().asking(Optional.empty());
    if (engaged) {
      move(agent, status.planning(ready ? Optional.empty() : Optional.of(wanted)));
    } else {
      move(agent, status.idle(wanted, clock.instant()));
    }
  }

  /**
   * Gives the break that an agent waits for: at once, or after the work on the contact. {@code
   * acd.break.not-pending} if the agent waits for none.
   */
  void grantBreak(Agent agent) {
    BreakRequest request = pendingBreak(agent);
    Status status = agent.status();
    if (status.engaged() || status.state() == AFTER_CALL_WORK) {
      move(agent, status.asking(Optional.empty()).planning(Optional.of(request.posture())));
    } else {
      move(agent, status.idle(request.posture(), clock.instant()));
    }
  }

  /** The agent shall go on working, and sees why. {@code acd.break.not-pending} as above. */
  void refuseBreak(Agent agent, String why) {
    move(agent, agent.status().asking(Optional.of(pendingBreak(agent).refused(why))));
  }

  /** The agent wants no break any more, or has read why there is none. */
  void withdrawBreak(Agent agent) {
    if (agent.status().breakRequest().isPresent()) {
      move(agent, agent.status().asking(Optional.empty()));
    }
  }

  private static BreakRequest pendingBreak(Agent agent) {
    return agent
        .status()
        .breakRequest()
        .filter(BreakRequest::pending)
        .orElseThrow(
            () -> HubException.conflict("acd.break.not-pending", Map.of("agent", agent.id())));
  }

  /** What a telephone does now. */
  void device(String pbx, String device, DeviceState state) {
    String line = AgentProfile.line(pbx, device);
    devices.put(line, state);
    for (Agent agent : byLine.getOrDefault(line, Set.of())) {
      if (agent.device() != state) {
        agent.device(state);
        if (agent.watched()) {
          effects.accept(new Effect.Told(AgentView.of(agent).live()));
        }
        ready(agent);
      }
    }
  }

  /** A switch can be reached or not. An agent who cannot be called is no agent at fault. */
  void link(String pbx, boolean up) {
    if (up ? !switchesAway.remove(pbx) : !switchesAway.add(pbx)) {
      return;
    }
    for (Agent agent : List.copyOf(agents.values())) {
      if (agent.profile().pbx().equals(pbx)) {
        agent.cutOff(!up);
        ready(agent);
      }
    }
  }

  /** A user's console is there, or gone for a while. */
  void console(String userId, boolean present) {
    @Nullable Agent agent = byUser.get(userId);
    if (agent == null) {
      return;
    }
    if (!present) {
      consoleGone(agent);
      return;
    }
    agent.consoleGone(null);
    if (!agent.status().console()) {
      move(agent, agent.status().seenConsole());
    }
  }

  private void consoleGone(Agent agent) {
    if (agent.profile().unattended() || agent.consoleGone().isPresent()) {
      return;
    }
    Instant now = clock.instant();
    agent.consoleGone(now);
    deadlines.at(
        now.plus(consoleGrace),
        () -> {
          if (agent.consoleGone().filter(now::equals).isPresent() && agent.state() == READY) {
            settle(agent);
          }
        });
  }

  /** Sets the timers that a status needs. */
  private void watch(Agent agent) {
    Status status = agent.status();
    if (status.state() == AFTER_CALL_WORK) {
      deadlines.at(status.afterCallUntil().orElse(status.since()), () -> settle(agent, status));
    } else if (agent.profile().unattended()
        && status.state() == NOT_READY
        && status.reason().filter(Reasons.FAULTS::contains).isPresent()) {
      deadlines.at(clock.instant().plus(SELF_HEALING), () -> settle(agent, status));
    }
  }

  private void settle(Agent agent, Status then) {
    if (agent.state() == then.state() && agent.status().since().equals(then.since())) {
      settle(agent);
    }
  }

  private void ready(Agent agent) {
    if (agent.offerable()) {
      matcher.ready(agent.id(), agent.profile().skills(), agent.idleSince());
      offerable.accept(agent);
    } else {
      matcher.unready(agent.id());
    }
  }
}
