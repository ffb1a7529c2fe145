// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Who could serve whom: for each skill the contacts that wait, by priority and time, and the agents
 * that are ready, by level (where the skill says so) and idle time. Knows nothing of states, clocks
 * or messages. Every operation takes time in the order of the logarithm of what waits, times the
 * few skills of one agent and the few agents that one contact has tried in vain.
 */
final class Matcher {
  private final Map<String, Queue> queues = new HashMap<>();
  private final Map<String, Waiting> waiting = new HashMap<>();
  private final Map<String, Ready> ready = new HashMap<>();

  /** Adds a skill or changes its rules; ready agents are put in order anew. */
  void put(Skill skill) {
    Queue queue = queues.computeIfAbsent(skill.code(), code -> new Queue());
    queue.levelFirst = skill.levelFirst();
    queue.ready.clear();
    for (Ready agent : ready.values()) {
      if (agent.levels().containsKey(skill.code())) {
        queue.ready.add(agent.candidate(skill.code(), queue));
      }
    }
  }

  /** A contact waits in all its queues. */
  void add(Waiting contact) {
    waiting.put(contact.contact(), contact);
    contact.queues().forEach(code -> queue(code).waiting.add(contact.place()));
  }

  /** A waiting contact waits in one more queue; whether that is new. */
  boolean overflow(Waiting contact, String skill) {
    if (!queues.containsKey(skill) || contact.queues().contains(skill)) {
      return false;
    }
    contact.queues().add(skill);
    queue(skill).waiting.add(contact.place());
    return true;
  }

  /** A contact waits no more. */
  Optional<Waiting> remove(String contact) {
    @Nullable Waiting gone = waiting.remove(contact);
    if (gone != null) {
      gone.queues().forEach(code -> queue(code).waiting.remove(gone.place()));
    }
    return Optional.ofNullable(gone);
  }

  Optional<Waiting> waiting(String contact) {
    return Optional.ofNullable(waiting.get(contact));
  }

  /** An agent can be chosen from now on. Replaces what was said of the agent before. */
  void ready(String agent, Map<String, Integer> levels, Instant idleSince) {
    unready(agent);
    Ready entry = new Ready(agent, levels, idleSince);
    ready.put(agent, entry);
    entry.each(queues, (code, queue) -> queue.ready.add(entry.candidate(code, queue)));
  }

  /** An agent cannot be chosen any more. */
  void unready(String agent) {
    @Nullable Ready gone = ready.remove(agent);
    if (gone != null) {
      gone.each(queues, (code, queue) -> queue.ready.remove(gone.candidate(code, queue)));
    }
  }

  boolean isReady(String agent) {
    return ready.containsKey(agent);
  }

  /** The agent who should serve this contact now; the queue of its own skill is asked first. */
  Optional<String> agentFor(Waiting contact, Instant now) {
    for (String code : contact.queues()) {
      for (Candidate candidate : queue(code).ready) {
        if (!contact.excludes(candidate.agent(), now)) {
          return Optional.of(candidate.agent());
        }
      }
    }
    return Optional.empty();
  }

  /** The contact that a ready agent should serve now. */
  Optional<Waiting> contactFor(String agent, Instant now) {
    @Nullable Ready entry = ready.get(agent);
    if (entry == null) {
      return Optional.empty();
    }
    Waiting.@Nullable Place best = null;
    for (String code : entry.levels().keySet()) {
      @Nullable Queue queue = queues.get(code);
      Waiting.@Nullable Place head = queue == null ? null : head(queue, agent, now);
      if (head != null && (best == null || head.compareTo(best) < 0)) {
        best = head;
      }
    }
    return best == null ? Optional.empty() : waiting(best.contact());
  }

  private Waiting.@Nullable Place head(Queue queue, String agent, Instant now) {
    for (int i = 0; i < queue.waiting.size(); i++) {
      Waiting.Place place = queue.waiting.at(i);
      Waiting contact = waiting.get(place.contact());
      if (contact != null && !contact.excludes(agent, now)) {
        return place;
      }
    }
    return null;
  }

  /** The place of a waiting contact in the queue of its skill; 1 is next. */
  int place(Waiting contact) {
    return queue(contact.skill()).waiting.rank(contact.place()) + 1;
  }

  int waitingFor(String skill) {
    return queue(skill).waiting.size();
  }

  int readyFor(String skill) {
    return queue(skill).ready.size();
  }

  /** All agents who can be chosen; a copy. */
  List<String> allReady() {
    return List.copyOf(ready.keySet());
  }

  int readyAtAll() {
    return ready.size();
  }

  int waitingAtAll() {
    return waiting.size();
  }

  /** Since when the oldest contact waits in each queue that is not empty. */
  Map<String, Instant> oldest() {
    Map<String, Instant> oldest = new HashMap<>();
    for (Waiting contact : waiting.values()) {
      for (String code : contact.queues()) {
        oldest.merge(code, contact.since(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    return oldest;
  }

  private Queue queue(String skill) {
    @Nullable Queue queue = queues.get(skill);
    if (queue == null) {
      throw new IllegalArgumentException("no such skill: " + skill);
    }
    return queue;
  }

  private static final class Queue {
    private final RankedSet<Waiting.Place> waiting = new RankedSet<>();
    private final NavigableSet<Candidate> ready = new TreeSet<>();
    private boolean levelFirst;
  }

  private record Ready(String agent, Map<String, Integer> levels, Instant idleSince) {
    Candidate candidate(String skill, Queue queue) {
      int level = queue.levelFirst ? levels.getOrDefault(skill, 0) : 0;
      return new Candidate(level, idleSince, agent);
    }

    void each(Map<String, Queue> queues, BiConsumer<String, Queue> action) {
      for (String code : levels.keySet()) {
        @Nullable Queue queue = queues.get(code);
        if (queue != null) {
          action.accept(code, queue);
        }
      }
    }
  }

  /** Order of the ready ones: level, then longest idle. */
  private record Candidate(int level, Instant idleSince, String agent)
      implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      int order = Integer.compare(other.level, level);
      order = order != 0 ? order : idleSince.compareTo(other.idleSince);
      return order != 0 ? order : agent.compareTo(other.agent);
    }
  }
}
