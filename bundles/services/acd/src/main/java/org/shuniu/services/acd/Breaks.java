// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import static org.shuniu.api.services.acd.AgentState.BREAK;
import static org.shuniu.api.services.acd.AgentState.LOGGED_OUT;
import static org.shuniu.api.services.acd.AgentState.NOT_READY;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.shuniu.api.services.acd.AgentState;

/**
 * Who may have a break now, and who waits for one (T2). Those who wait are looked at again, the
 * earliest first, when something changed that may allow it: at the next beat of the clock, once for
 * all that changed until then, and not at all while nobody waits. Guarded by the router's lock.
 */
final class Breaks {
  private final BreakRule rule;
  private final Clock clock;
  private final Matcher matcher;
  private final Deadlines deadlines;
  private final Collection<Agent> agents;
  private final Consumer<Agent> grant;
  private final Set<Agent> pending = new HashSet<>();
  private boolean scheduled;
  private Instant blindUntil = Instant.MIN;

  /**
   * Nobody waits.
   *
   * @param agents all there are, as they are at any time
   * @param grant gives a waiting agent the break
   */
  Breaks(
      BreakRule rule,
      Clock clock,
      Matcher matcher,
      Deadlines deadlines,
      Collection<Agent> agents,
      Consumer<Agent> grant) {
    this.rule = rule;
    this.clock = clock;
    this.matcher = matcher;
    this.deadlines = deadlines;
    this.agents = agents;
    this.grant = grant;
  }

  /** Those who wait for a break, the earliest first. */
  List<Agent> pending() {
    return pending.stream()
        .sorted(Comparator.comparing(Breaks::since).thenComparing(Agent::id))
        .toList();
  }

  private static Instant since(Agent agent) {
    return agent.status().breakRequest().map(BreakRequest::since).orElse(Instant.MAX);
  }

  /** An agent is in a new status. */
  void note(Agent agent) {
    if (agent.status().breakRequest().filter(BreakRequest::pending).isPresent()) {
      pending.add(agent);
    } else {
      pending.remove(agent);
    }
    changed();
  }

  /** After a restart nobody knows for a while who waits and who serves. */
  void blindFor(Duration time) {
    blindUntil = clock.instant().plus(time);
  }

  /** Something changed that may allow a break. */
  void changed() {
    if (pending.isEmpty() || scheduled || !rule.byRule()) {
      return;
    }
    scheduled = true;
    Instant now = clock.instant();
    deadlines.at(blindUntil.isAfter(now) ? blindUntil : now, this::review);
  }

  private void review() {
    scheduled = false;
    Crew crew = crew();
    for (Agent agent : pending()) {
      if (allows(agent, crew)) {
        grant.accept(agent);
        crew = crew();
      }
    }
  }

  /** Whether an agent who asks now gets the break at once. */
  boolean allows(Agent agent) {
    return resting(agent) || (rule.byRule() && allows(agent, crew()));
  }

  private boolean allows(Agent agent, Crew crew) {
    return rule.room(crew.resting(), crew.present())
        && agent.profile().skills().keySet().stream().allMatch(skill -> spares(agent, skill, crew));
  }

  private boolean spares(Agent agent, String skill, Crew crew) {
    int others = crew.working().getOrDefault(skill, 0) - 1;
    return !rule.busy(matcher.waitingFor(skill)) && (!working(agent) || rule.enough(others));
  }

  /** On a break, or on one as soon as the contact is over. */
  private static boolean resting(Agent agent) {
    boolean planned = agent.status().next().filter(next -> next.state() == BREAK).isPresent();
    return planned || agent.state() == BREAK;
  }

  private static boolean working(Agent agent) {
    AgentState state = agent.state();
    return state != LOGGED_OUT && state != NOT_READY && !resting(agent);
  }

  private Crew crew() {
    int resting = 0;
    int present = 0;
    Map<String, Integer> working = new HashMap<>();
    for (Agent agent : agents) {
      present += agent.state() == LOGGED_OUT ? 0 : 1;
      resting += resting(agent) ? 1 : 0;
      if (working(agent)) {
        agent.profile().skills().keySet().forEach(skill -> working.merge(skill, 1, Integer::sum));
      }
    }
    return new Crew(resting, present, working);
  }

  /**
   * Who is there.
   *
   * @param working at work, by skill
   */
  private record Crew(int resting, int present, Map<String, Integer> working) {}
}
