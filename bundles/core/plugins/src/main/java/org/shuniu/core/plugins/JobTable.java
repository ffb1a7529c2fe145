// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.shuniu.core.plugins.JobRow.State;

/** Where the jobs of one seam are stored. To be used in a transaction. */
final class JobTable<R extends JobRow> {
  private final Class<R> type;
  private final String entity;
  private final Optional<String> series;
  private final EntityManager entities;

  private JobTable(Class<R> type, Optional<String> series, EntityManager entities) {
    this.type = type;
    this.entity = type.getSimpleName();
    this.series = series;
    this.entities = entities;
  }

  /** Of jobs that do not wait for each other. */
  static <R extends JobRow> JobTable<R> of(Class<R> type, EntityManager entities) {
    return new JobTable<>(type, Optional.empty(), entities);
  }

  /** Of jobs that wait for those with the same {@code series} that were accepted before them. */
  static <R extends JobRow> JobTable<R> inOrder(
      Class<R> type, String series, EntityManager entities) {
    return new JobTable<>(type, Optional.of(series), entities);
  }

  /** Whether the end of one job may be what another waits for. */
  boolean inOrder() {
    return series.isPresent();
  }

  Optional<R> find(String id) {
    return Optional.ofNullable(entities.find(type, id));
  }

  void add(R row) {
    entities.persist(row);
  }

  /** Open jobs of a connector that may be given now, the longest due first. */
  List<R> due(String instance, Instant now, int limit) {
    String order =
        series
            .map(
                field ->
                    " and not exists (select 1 from %s e where e.%s = j.%s"
                            .formatted(entity, field, field)
                        + " and e.instance = j.instance and e.state = j.state"
                        + " and e.place < j.place)")
            .orElse("");
    return entities
        .createQuery(
            "select j from "
                + entity
                + " j where j.instance = :instance and j.state = :open and j.due <= :now"
                + order
                + " order by j.instance, j.state, j.due, j.place",
            type)
        .setParameter("instance", instance)
        .setParameter("open", State.OPEN)
        .setParameter("now", now)
        .setMaxResults(limit)
        .getResultList();
  }

  /** When the next job of a connector will be due, of those that are not. */
  Optional<Instant> nextDue(String instance, Instant now) {
    return Optional.ofNullable(
        entities
            .createQuery(
                "select min(j.due) from "
                    + entity
                    + " j where j.instance = :instance and j.state = :open and j.due > :now",
                Instant.class)
            .setParameter("instance", instance)
            .setParameter("open", State.OPEN)
            .setParameter("now", now)
            .getSingleResult());
  }

  /** Open jobs that had been given to be done once. */
  List<R> begun() {
    return entities
        .createQuery(
            "select j from " + entity + " j where j.state = :open and j.begun = true", type)
        .setParameter("open", State.OPEN)
        .getResultList();
  }

  /** Open jobs whose time is over, the longest first. */
  List<R> expired(Instant now, int limit) {
    return entities
        .createQuery(
            "select j from "
                + entity
                + " j where j.state = :open and j.expires <= :now"
                + " order by j.state, j.expires",
            type)
        .setParameter("open", State.OPEN)
        .setParameter("now", now)
        .setMaxResults(limit)
        .getResultList();
  }

  /** When the next open job expires, of those that have not. */
  Optional<Instant> nextExpiry(Instant now) {
    return Optional.ofNullable(
        entities
            .createQuery(
                "select min(j.expires) from "
                    + entity
                    + " j where j.state = :open and j.expires > :now",
                Instant.class)
            .setParameter("open", State.OPEN)
            .setParameter("now", now)
            .getSingleResult());
  }
}
