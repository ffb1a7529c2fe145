// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.Identity;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.pbx.PbxCommand.TakeSnapshot;
import org.shuniu.api.services.acd.AgentState;
import org.shuniu.api.services.contact.ContactAnswered;

/**
 * The whole ACD without its surroundings: what screens and the bus ask of it. What changes an
 * agent's state returns when it is in the database. Safe for use by many threads.
 */
final class Desk {
  private static final long WRITTEN_WITHIN_MS = 5_000;

  private final AcdStore store;
  private final Bus bus;
  private final Clock clock;
  private final Journal journal;
  private final Router router;
  private final Tally tally;
  private volatile List<Reasons.Reason> reasons = List.of();

  Desk(AcdStore store, Tally tally, Bus bus, Metrics metrics, Clock clock, Rules rules) {
    this.store = store;
    this.tally = tally;
    this.bus = bus;
    this.clock = clock;
    this.journal = new Journal(store, bus, metrics, clock, () -> router().resume());
    this.router = new Router(clock, rules, journal, journal::stalled);
  }

  private Router router() {
    return router;
  }

  Router routing() {
    return router;
  }

  Journal journal() {
    return journal;
  }

  Tally tally() {
    return tally;
  }

  /** Takes up what the database holds, and asks the switches what goes on. */
  void load() {
    store.seed();
    reasons = store.reasons();
    store.skills().forEach(router::put);
    Set<String> switches = new HashSet<>();
    store
        .agents()
        .forEach(
            (profile, status) -> {
              switches.add(profile.pbx());
              router.restore(profile, status.orElseGet(() -> Status.fresh(clock.instant())));
            });
    tally.load();
    // Telephones, who serves whom and who waits come with the answer and what follows from it.
    switches.forEach(pbx -> bus.publish(new TakeSnapshot(pbx, pbx)));
  }

  List<Reasons.Reason> reasons() {
    return reasons;
  }

  /** The agent that a user is; {@code acd.agent.unknown} if none. */
  AgentView ofUser(Identity user) {
    AgentView view =
        router
            .roster(r -> r.ofUser(user.userId()).map(AgentView::of))
            .orElseThrow(() -> HubException.notFound("acd.agent.unknown", user.userId()));
    return view.name().equals(user.name()) ? view : renamed(view, user.name());
  }

  /** Colleagues see the name under which the user is known. */
  private AgentView renamed(AgentView view, String name) {
    AgentProfile profile = profile(view.agentId()).named(name);
    store.change(profile);
    router.put(profile);
    return agent(view.agentId());
  }

  AgentView agent(String id) {
    return router
        .roster(r -> r.find(id).map(AgentView::of))
        .orElseThrow(() -> HubException.notFound("acd.agent.unknown", id));
  }

  List<AgentView> agents() {
    return router.roster(
        r ->
            r.all().stream()
                .map(AgentView::of)
                .sorted(Comparator.comparing(AgentView::number))
                .toList());
  }

  private AgentProfile profile(String id) {
    return router
        .roster(r -> r.find(id).map(Agent::profile))
        .orElseThrow(() -> HubException.notFound("acd.agent.unknown", id));
  }

  AgentView add(AgentInput input) {
    AgentProfile profile = input.fresh(Ids.next(), codes());
    store.add(profile);
    router.put(profile);
    bus.publish(new TakeSnapshot(profile.pbx(), profile.pbx()));
    return agent(profile.id());
  }

  AgentView change(String id, AgentInput input) {
    AgentProfile profile = input.changed(profile(id), codes());
    store.change(profile);
    router.put(profile);
    return agent(id);
  }

  /** Asks for a state on behalf of the agent, or of a supervisor. */
  AgentView request(String id, StateInput wanted, boolean self) {
    Posture posture = wanted.posture(reasons);
    return act(id, (roster, agent) -> roster.request(agent, posture, self));
  }

  /** Who waits for a break, the earliest first. */
  List<BreakRequestView> breakRequests() {
    return router.roster(r -> BreakRequestView.of(r.breaks().pending()));
  }

  /** Gives the break that an agent waits for. */
  AgentView grantBreak(String id) {
    return act(id, Roster::grantBreak);
  }

  AgentView refuseBreak(String id, String why) {
    return act(id, (roster, agent) -> roster.refuseBreak(agent, why));
  }

  AgentView withdrawBreak(String id) {
    return act(id, Roster::withdrawBreak);
  }

  private AgentView act(String id, BiConsumer<Roster, Agent> work) {
    if (journal.stalled()) {
      throw HubException.capacity("store.unavailable", Map.of());
    }
    router.roster(
        r -> {
          Agent agent =
              r.find(id).orElseThrow(() -> HubException.notFound("acd.agent.unknown", id));
          work.accept(r, agent);
          return agent;
        });
    written();
    return agent(id);
  }

  private void written() {
    try {
      journal.settled().get(WRITTEN_WITHIN_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw HubException.capacity("store.unavailable", Map.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw HubException.capacity("store.unavailable", Map.of());
    }
  }

  List<SkillView> skills() {
    return router.look(s -> s.skills().values().stream().map(SkillView::of).toList());
  }

  SkillView add(Skill skill) {
    target(skill);
    store.add(skill);
    router.put(skill);
    return SkillView.of(skill);
  }

  SkillView change(Skill skill) {
    target(skill);
    store.change(skill);
    router.put(skill);
    return SkillView.of(skill);
  }

  private void target(Skill skill) {
    Set<String> known = codes();
    skill
        .overflow()
        .map(Skill.Overflow::to)
        .filter(to -> !known.contains(to))
        .ifPresent(
            to -> {
              throw HubException.invalid("acd.skill.unknown", Map.of("id", to));
            });
  }

  private Set<String> codes() {
    return router.look(s -> Set.copyOf(s.skills().keySet()));
  }

  /** Whether the answer came within the service level of its skill. */
  boolean inTime(ContactAnswered fact) {
    Duration level =
        router.look(
            s ->
                Optional.ofNullable(s.skills().get(fact.skill()))
                    .map(Skill::serviceLevel)
                    .orElse(Skill.SERVICE_LEVEL));
    return fact.waited().compareTo(level) <= 0;
  }

  /** All queues, as they stand. */
  List<QueueView> queues() {
    return router.look(this::queues);
  }

  private List<QueueView> queues(Router.Scene scene) {
    Instant now = clock.instant();
    Map<String, Instant> oldest = scene.matcher().oldest();
    Map<String, Integer> loggedIn = new HashMap<>();
    for (Agent agent : scene.roster().all()) {
      if (agent.state() != AgentState.LOGGED_OUT) {
        agent.profile().skills().keySet().forEach(code -> loggedIn.merge(code, 1, Integer::sum));
      }
    }
    List<QueueView> views = new ArrayList<>();
    for (Skill skill : scene.skills().values()) {
      String code = skill.code();
      Tally.Figures figures = tally.figures(code);
      Duration longest = Duration.between(oldest.getOrDefault(code, now), now);
      views.add(
          new QueueView(
              code,
              skill.labelZh(),
              skill.labelEn(),
              scene.matcher().waitingFor(code),
              Math.max(0, longest.toSeconds()),
              loggedIn.getOrDefault(code, 0),
              scene.matcher().readyFor(code),
              figures.answered(),
              figures.abandoned(),
              figures.serviceLevelPercent()));
    }
    return views;
  }

  /** How many agents are in each state. */
  Map<AgentState, Long> states() {
    return router.roster(
        r -> r.all().stream().collect(Collectors.groupingBy(Agent::state, Collectors.counting())));
  }
}
