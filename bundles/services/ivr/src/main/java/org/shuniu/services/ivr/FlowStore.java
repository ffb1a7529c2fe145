// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flows and their versions in the database. Safe for use by many threads. */
final class FlowStore {
  private static final Logger LOG = LoggerFactory.getLogger(FlowStore.class);

  private final EntityManager em;
  private final Transactions tx;

  FlowStore(EntityManager em, Transactions tx) {
    this.em = em;
    this.tx = tx;
  }

  /** One version without its definition. */
  record Stored(int version, Instant createdAt, String createdBy, String note) {}

  /** When a version came or comes into force, and by whom. */
  record Dated(int version, Instant at, String by) {}

  /** A flow with its versions, newest first. */
  record Listed(
      String name,
      String labelZh,
      Optional<Integer> published,
      Optional<Instant> publishedAt,
      Optional<String> publishedBy,
      Optional<Dated> planned,
      List<Stored> versions) {}

  /** A version that has come into force by itself. */
  record Due(String flow, Dated planned) {}

  /** Keeps a flow as the first one, for all lines, if no line has any. */
  void seedLine(String name, Flow flow) {
    tx.run(
        () -> {
          long flows =
              em.createQuery("select count(f) from FlowRow f", Long.class).getSingleResult();
          if (flows == 0) {
            seed(name, flow);
            new LineStore(em, tx).put(Line.fallback(name));
          }
        });
  }

  /** Publishes a flow if there is none of this name. */
  void seed(String name, Flow flow) {
    tx.run(
        () -> {
          if (em.find(FlowRow.class, name) == null) {
            publish(name, add(name, flow, "", "hub"), "hub");
          }
        });
  }

  /** Adds a version; the flow is made if there is none. Gives the version's number. */
  int add(String name, Flow flow, String note, String user) {
    return tx.call(
        () -> {
          @Nullable FlowRow row = em.find(FlowRow.class, name);
          if (row == null) {
            row = new FlowRow();
            row.name = name;
            em.persist(row);
            em.flush();
          }
          row.newest++;
          FlowVersionRow version = new FlowVersionRow();
          version.id = Ids.next();
          version.flow = name;
          version.flowVersion = row.newest;
          version.definition = FlowJson.write(flow);
          version.note = note;
          version.createdBy = user;
          version.createdAt = Instant.now();
          em.persist(version);
          return row.newest;
        });
  }

  /**
   * From now on new callers get this version; also an older one: that is the way back. {@code
   * ivr.flow.unknown}, {@code ivr.flow.prompts-missing}.
   */
  void publish(String name, int version, String user) {
    tx.run(
        () -> {
          FlowRow row = ready(name, version);
          row.published = version;
          row.publishedAt = Instant.now();
          row.publishedBy = user;
          if (row.planned != null && row.planned == version) {
            forgetPlan(row);
          }
        });
  }

  /** This version comes into force at a moment, also if the hub is down until after it. */
  void plan(String name, Dated planned) {
    tx.run(
        () -> {
          FlowRow row = ready(name, planned.version());
          row.planned = planned.version();
          row.plannedAt = planned.at();
          row.plannedBy = planned.by();
        });
  }

  /** No version comes into force by itself. */
  void unplan(String name) {
    tx.run(() -> forgetPlan(row(name)));
  }

  /** When the next version comes into force by itself. */
  Optional<Instant> nextPlanned() {
    return tx.call(
        () ->
            Optional.ofNullable(
                em.createQuery("select min(f.plannedAt) from FlowRow f", Instant.class)
                    .getSingleResult()));
  }

  /**
   * Brings into force what was planned until now. What cannot be published any more is told in the
   * log and is planned no longer.
   */
  List<Due> publishDue(Instant now) {
    List<Due> due =
        tx.call(
            () ->
                em
                    .createQuery("select f from FlowRow f where f.plannedAt <= :now", FlowRow.class)
                    .setParameter("now", now)
                    .getResultList()
                    .stream()
                    .flatMap(row -> planned(row).map(plan -> new Due(row.name, plan)).stream())
                    .toList());
    return due.stream().filter(this::publishDue).toList();
  }

  private boolean publishDue(Due due) {
    try {
      publish(due.flow(), due.planned().version(), due.planned().by());
      return true;
    } catch (HubException e) {
      if (e.retryable()) {
        throw e;
      }
      LOG.error(
          "Flow {} version {} was planned and is not published: {} {}",
          due.flow(),
          due.planned().version(),
          e.code(),
          e.arguments());
      unplan(due.flow());
      return false;
    }
  }

  private static Optional<Dated> planned(FlowRow row) {
    return row.planned == null || row.plannedAt == null
        ? Optional.empty()
        : Optional.of(
            new Dated(row.planned, row.plannedAt, Optional.ofNullable(row.plannedBy).orElse("")));
  }

  private static void forgetPlan(FlowRow row) {
    row.planned = null;
    row.plannedAt = null;
    row.plannedBy = null;
  }

  /** The flow of a version that may be published: whose prompts are there to be heard. */
  private FlowRow ready(String name, int version) {
    Set<String> missing = FlowJson.read(version(name, version).definition).prompts();
    missing.removeAll(
        em.createQuery("select p.name from PromptRow p where p.published is not null", String.class)
            .getResultList());
    if (!missing.isEmpty()) {
      throw HubException.conflict(
          "ivr.flow.prompts-missing", Map.of("prompts", String.join(", ", missing)));
    }
    return row(name);
  }

  private FlowRow row(String name) {
    @Nullable FlowRow row = em.find(FlowRow.class, name);
    if (row == null) {
      throw HubException.notFound("ivr.flow.unknown", name);
    }
    return row;
  }

  /** The flows that speak each prompt in a version that is in force, planned, or the newest. */
  Map<String, Set<String>> promptUsers() {
    return tx.call(
        () -> {
          Map<String, Set<String>> users = new HashMap<>();
          em.createQuery(
                  "select v from FlowVersionRow v, FlowRow f where f.name = v.flow and"
                      + " (f.published = v.flowVersion or f.planned = v.flowVersion"
                      + " or f.newest = v.flowVersion)",
                  FlowVersionRow.class)
              .getResultStream()
              .flatMap(version -> read(version).stream())
              .forEach(
                  flow ->
                      flow.flow()
                          .prompts()
                          .forEach(
                              prompt ->
                                  users
                                      .computeIfAbsent(prompt, p -> new TreeSet<>())
                                      .add(flow.name())));
          return users;
        });
  }

  /** The definition of a version; {@code ivr.flow.unknown}. */
  String definition(String name, int version) {
    return tx.call(() -> version(name, version).definition);
  }

  List<Listed> list() {
    return tx.call(
        () -> {
          Map<String, List<FlowVersionRow>> versions = new LinkedHashMap<>();
          em.createQuery(
                  "select v from FlowVersionRow v order by v.flow, v.flowVersion desc",
                  FlowVersionRow.class)
              .getResultList()
              .forEach(v -> versions.computeIfAbsent(v.flow, f -> new ArrayList<>()).add(v));
          return em
              .createQuery("select f from FlowRow f order by f.name", FlowRow.class)
              .getResultList()
              .stream()
              .map(flow -> listed(flow, versions.getOrDefault(flow.name, List.of())))
              .toList();
        });
  }

  /** What new callers get, by flow. */
  Map<String, PublishedFlow> published() {
    return tx.call(
        () -> {
          Map<String, PublishedFlow> flows = new HashMap<>();
          em.createQuery(
                  "select v from FlowVersionRow v, FlowRow f"
                      + " where f.name = v.flow and f.published = v.flowVersion",
                  FlowVersionRow.class)
              .getResultList()
              .forEach(v -> read(v).ifPresent(flow -> flows.put(v.flow, flow)));
          return Map.copyOf(flows);
        });
  }

  /** A flow that today's check refuses is out of force; the others are not held up by it. */
  private static Optional<PublishedFlow> read(FlowVersionRow row) {
    try {
      return Optional.of(
          new PublishedFlow(row.flow, row.flowVersion, FlowJson.read(row.definition)));
    } catch (HubException e) {
      LOG.error(
          "Flow {} version {} is not run: {} {}",
          row.flow,
          row.flowVersion,
          e.code(),
          e.arguments());
      return Optional.empty();
    }
  }

  private static Listed listed(FlowRow flow, List<FlowVersionRow> versions) {
    String label =
        versions.isEmpty()
            ? flow.name
            : String.valueOf(FlowJson.object(versions.get(0).definition).get("labelZh"));
    return new Listed(
        flow.name,
        label,
        Optional.ofNullable(flow.published),
        Optional.ofNullable(flow.publishedAt),
        Optional.ofNullable(flow.publishedBy),
        planned(flow),
        versions.stream()
            .map(v -> new Stored(v.flowVersion, v.createdAt, v.createdBy, v.note))
            .toList());
  }

  private FlowVersionRow version(String name, int version) {
    return em.createQuery(
            "select v from FlowVersionRow v where v.flow = :flow and v.flowVersion = :version",
            FlowVersionRow.class)
        .setParameter("flow", name)
        .setParameter("version", version)
        .getResultStream()
        .findFirst()
        .orElseThrow(() -> HubException.notFound("ivr.flow.unknown", name + "/" + version));
  }
}
