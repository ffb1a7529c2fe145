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
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.ivr.StartFlow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flows, their versions and the lines in the database. Safe for use by many threads. */
final class FlowStore {
  private static final Logger LOG = LoggerFactory.getLogger(FlowStore.class);

  /** The line of all numbers that have none of their own. */
  static final String ANY = "*";

  private final EntityManager em;
  private final Transactions tx;

  FlowStore(EntityManager em, Transactions tx) {
    this.em = em;
    this.tx = tx;
  }

  /** One version without its definition. */
  record Stored(int version, Instant createdAt, String createdBy, String note) {}

  /** A flow with its versions, newest first. */
  record Listed(String name, String labelZh, Optional<Integer> published, List<Stored> versions) {}

  /** What callers get: published versions by flow, and flows by line. */
  record InForce(Map<String, PublishedFlow> flows, Map<String, String> lines) {
    static final InForce NOTHING = new InForce(Map.of(), Map.of());

    /** What is asked for: a sub-flow by its name, else the flow of the number. */
    Optional<PublishedFlow> of(StartFlow start) {
      return start.flow().isPresent()
          ? Optional.ofNullable(flows.get(start.flow().get())).filter(f -> f.flow().subFlow())
          : of(start.called()).filter(f -> !f.flow().subFlow());
    }

    private Optional<PublishedFlow> of(String called) {
      @Nullable String own = lines.get(called);
      @Nullable String name = own == null ? lines.get(ANY) : own;
      return name == null ? Optional.empty() : Optional.ofNullable(flows.get(name));
    }
  }

  /** Keeps a flow as the first one, for all lines, if no line has any. */
  void seedLine(String name, Flow flow) {
    tx.run(
        () -> {
          long flows =
              em.createQuery("select count(f) from FlowRow f", Long.class).getSingleResult();
          if (flows == 0) {
            seed(name, flow);
            line(ANY, name);
          }
        });
  }

  /** Publishes a flow if there is none of this name. */
  void seed(String name, Flow flow) {
    tx.run(
        () -> {
          if (em.find(FlowRow.class, name) == null) {
            publish(name, add(name, flow, "", "hub"));
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

  /** From now on new callers get this version; also an older one: that is the way back. */
  void publish(String name, int version) {
    tx.run(
        () -> {
          version(name, version);
          @Nullable FlowRow row = em.find(FlowRow.class, name);
          if (row != null) {
            row.published = version;
          }
        });
  }

  /** Gives a hotline number its flow. */
  void line(String called, String flow) {
    tx.run(
        () -> {
          if (em.find(FlowRow.class, flow) == null) {
            throw HubException.notFound("ivr.flow.unknown", flow);
          }
          refuseSubFlow(flow);
          @Nullable LineRow row = em.find(LineRow.class, called);
          if (row == null) {
            row = new LineRow();
            row.called = called;
            row.flow = flow;
            em.persist(row);
          } else {
            row.flow = flow;
          }
        });
  }

  /** A sub-flow runs within a talk; callers of a line would be told to go back to nowhere. */
  private void refuseSubFlow(String flow) {
    boolean subFlow =
        em.createQuery(
                "select v from FlowVersionRow v where v.flow = :flow order by v.flowVersion desc",
                FlowVersionRow.class)
            .setParameter("flow", flow)
            .setMaxResults(1)
            .getResultStream()
            .anyMatch(version -> FlowJson.read(version.definition).subFlow());
    if (subFlow) {
      throw HubException.conflict("ivr.line.sub-flow", Map.of("flow", flow));
    }
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

  Map<String, String> lines() {
    return tx.call(
        () -> {
          Map<String, String> lines = new LinkedHashMap<>();
          em.createQuery("select l from LineRow l order by l.called", LineRow.class)
              .getResultList()
              .forEach(line -> lines.put(line.called, line.flow));
          return lines;
        });
  }

  InForce inForce() {
    return tx.call(
        () -> {
          Map<String, PublishedFlow> flows = new HashMap<>();
          em.createQuery(
                  "select v from FlowVersionRow v, FlowRow f"
                      + " where f.name = v.flow and f.published = v.flowVersion",
                  FlowVersionRow.class)
              .getResultList()
              .forEach(v -> read(v).ifPresent(flow -> flows.put(v.flow, flow)));
          return new InForce(Map.copyOf(flows), Map.copyOf(lines()));
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
