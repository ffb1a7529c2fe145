// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A contact that asks for an agent. It keeps its place when a reservation fails. */
final class Waiting {
  private final Place place;
  private final String skill;
  private final int priority;
  private final List<String> queues = new ArrayList<>();
  private final Map<String, Instant> excluded = new HashMap<>();
  private int unheard;

  Waiting(String contact, Skill skill, int priority, Instant since) {
    this.place = new Place(priority + skill.priority(), since, contact);
    this.skill = skill.code();
    this.priority = priority;
    queues.add(skill.code());
  }

  String contact() {
    return place.contact();
  }

  /** The skill that was asked for. */
  String skill() {
    return skill;
  }

  /** As it was asked for. */
  int priority() {
    return priority;
  }

  Instant since() {
    return place.since();
  }

  Place place() {
    return place;
  }

  /** All queues it waits in: that of its skill, then those it overflowed to. */
  List<String> queues() {
    return queues;
  }

  /** This agent was tried in vain and shall not be tried again before {@code until}. */
  void exclude(String agent, Instant until) {
    excluded.put(agent, until);
  }

  boolean excludes(String agent, Instant now) {
    Instant until = excluded.get(agent);
    return until != null && until.isAfter(now);
  }

  /** One more reservation of which nobody told anything; how many in a row. */
  int unheard() {
    return ++unheard;
  }

  void heard() {
    unheard = 0;
  }

  /** Order in every queue: priority, then who waits longest. */
  record Place(int priority, Instant since, String contact) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = Integer.compare(other.priority, priority);
      order = order != 0 ? order : since.compareTo(other.since);
      return order != 0 ? order : contact.compareTo(other.contact);
    }
  }
}
