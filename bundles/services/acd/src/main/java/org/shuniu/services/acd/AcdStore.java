// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import static java.util.stream.Collectors.toSet;

import jakarta.persistence.EntityManager;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.acd.AgentStateChanged;

/** What the ACD keeps in the database. Safe for use by many threads. */
final class AcdStore {
  private static final List<Skill> SKILLS =
      List.of(
          Skill.of("general", "综合咨询", "General"),
          Skill.of("social-insurance", "社会保险", "Social insurance"),
          Skill.of("employment", "就业创业", "Employment"),
          Skill.of("labour-relations", "劳动关系", "Labour relations"));

  private final EntityManager em;
  private final Transactions tx;

  AcdStore(EntityManager em, Transactions tx) {
    this.em = em;
    this.tx = tx;
  }

  /** Skills and reasons to begin with, where there are none. */
  void seed() {
    tx.run(
        () -> {
          if (skills().isEmpty()) {
            SKILLS.forEach(skill -> em.persist(rowOf(skill)));
          }
          if (reasons().isEmpty()) {
            Reasons.seeds().forEach(reason -> em.persist(ReasonRow.of(reason)));
          }
        });
  }

  private static SkillRow rowOf(Skill skill) {
    SkillRow row = new SkillRow();
    row.set(skill);
    return row;
  }

  List<Skill> skills() {
    return tx.call(
        () ->
            em
                .createQuery("select s from SkillRow s order by s.code", SkillRow.class)
                .getResultList()
                .stream()
                .map(SkillRow::skill)
                .toList());
  }

  List<Reasons.Reason> reasons() {
    return tx.call(
        () ->
            em.createQuery("select r from ReasonRow r", ReasonRow.class).getResultList().stream()
                .map(ReasonRow::reason)
                .sorted(
                    Comparator.comparing(Reasons.Reason::kind)
                        .thenComparing(Reasons.Reason::place)
                        .thenComparing(Reasons.Reason::code))
                .toList());
  }

  /** All agents, each with the last status, if it ever had one. */
  Map<AgentProfile, Optional<Status>> agents() {
    return tx.call(
        () -> {
          Map<String, AgentStatusRow> status =
              em
                  .createQuery("select s from AgentStatusRow s", AgentStatusRow.class)
                  .getResultList()
                  .stream()
                  .collect(Collectors.toMap(row -> row.agent, row -> row));
          Map<AgentProfile, Optional<Status>> agents = new HashMap<>();
          em.createQuery(
                  "select distinct a from AgentRow a left join fetch a.skills", AgentRow.class)
              .getResultList()
              .forEach(
                  row ->
                      agents.put(
                          row.profile(),
                          Optional.ofNullable(status.get(row.id)).map(AgentStatusRow::status)));
          return agents;
        });
  }

  /** Keeps a new skill; {@code acd.skill.exists} if there is one with that code. */
  void add(Skill skill) {
    tx.run(
        () -> {
          if (em.find(SkillRow.class, skill.code()) != null) {
            throw HubException.conflict("acd.skill.exists", Map.of("code", skill.code()));
          }
          em.persist(rowOf(skill));
        });
  }

  /** Changes a skill; {@code acd.skill.unknown} if there is none. */
  void change(Skill skill) {
    tx.run(
        () -> {
          @Nullable SkillRow row = em.find(SkillRow.class, skill.code());
          if (row == null) {
            throw HubException.notFound("acd.skill.unknown", skill.code());
          }
          row.set(skill);
        });
  }

  /** Keeps a new agent; {@code acd.agent.exists} if the user or the number has one. */
  void add(AgentProfile profile) {
    tx.run(
        () -> {
          unique(profile);
          AgentRow row = new AgentRow();
          row.set(profile);
          em.persist(row);
        });
  }

  /** Changes who an agent is; {@code acd.agent.unknown}, {@code acd.agent.exists}. */
  void change(AgentProfile profile) {
    tx.run(
        () -> {
          @Nullable AgentRow row = em.find(AgentRow.class, profile.id());
          if (row == null) {
            throw HubException.notFound("acd.agent.unknown", profile.id());
          }
          unique(profile);
          row.set(profile);
        });
  }

  private void unique(AgentProfile profile) {
    long others =
        em.createQuery(
                "select count(a) from AgentRow a where a.id <> :id"
                    + " and (a.userId = :user or a.number = :number)",
                Long.class)
            .setParameter("id", profile.id())
            .setParameter("user", profile.userId())
            .setParameter("number", profile.number())
            .getSingleResult();
    if (others > 0) {
      throw HubException.conflict("acd.agent.exists", Map.of("number", profile.number()));
    }
  }

  /**
   * Writes changes of agents and publishes the facts, in one transaction: one query, and rows that
   * are written in batches. A change that is in the database already is left out, so that the same
   * list may be written again when it is not known whether it was committed.
   */
  void write(List<Effect.Moved> moves, Bus bus) {
    tx.run(
        () -> {
          Map<String, AgentStatusRow> rows = rows(moves);
          moves.forEach(move -> write(move, rows, bus));
        });
  }

  private Map<String, AgentStatusRow> rows(List<Effect.Moved> moves) {
    Set<String> agents = moves.stream().map(move -> move.profile().id()).collect(toSet());
    Map<String, AgentStatusRow> rows = new HashMap<>();
    em.createQuery("select s from AgentStatusRow s where s.agent in :agents", AgentStatusRow.class)
        .setParameter("agents", agents)
        .getResultList()
        .forEach(row -> rows.put(row.agent, row));
    return rows;
  }

  private void write(Effect.Moved move, Map<String, AgentStatusRow> rows, Bus bus) {
    String agent = move.profile().id();
    @Nullable AgentStatusRow row = rows.get(agent);
    if (row == null) {
      row = AgentStatusRow.of(agent, move.to());
      em.persist(row);
      rows.put(agent, row);
    } else if (row.version < move.to().version()) {
      row.set(move.to());
    } else {
      return;
    }
    if (move.factual()) {
      em.persist(AgentStateRow.of(move));
      bus.publish(
          new AgentStateChanged(
              agent,
              move.profile().userId(),
              move.from().state(),
              move.to().state(),
              move.to().reason(),
              move.to().contact(),
              move.to().since()));
    }
  }
}
