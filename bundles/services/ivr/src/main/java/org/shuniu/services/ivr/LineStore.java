// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Transactions;

/** Lines in the database (T19). Safe for use by many threads. */
final class LineStore {
  private final EntityManager em;
  private final Transactions tx;

  LineStore(EntityManager em, Transactions tx) {
    this.em = em;
    this.tx = tx;
  }

  /** By number, in order. */
  Map<String, Line> all() {
    return tx.call(
        () -> {
          Map<String, Line> lines = new LinkedHashMap<>();
          em.createQuery("select l from LineRow l order by l.called", LineRow.class)
              .getResultList()
              .forEach(row -> lines.put(row.called, Line.of(row)));
          return lines;
        });
  }

  Optional<Line> find(String called) {
    return tx.call(() -> Optional.ofNullable(em.find(LineRow.class, called)).map(Line::of));
  }

  /**
   * Makes or changes a line. {@code ivr.flow.unknown}, {@code ivr.line.sub-flow}, {@code
   * ivr.prompt.unknown}, {@code ivr.calendar.unknown}.
   */
  void put(Line line) {
    tx.run(
        () -> {
          present(FlowRow.class, line.flow(), "ivr.flow.unknown");
          refuseSubFlow(line.flow());
          line.greeting().ifPresent(name -> present(PromptRow.class, name, "ivr.prompt.unknown"));
          line.recordingNotice()
              .ifPresent(name -> present(PromptRow.class, name, "ivr.prompt.unknown"));
          line.calendar()
              .ifPresent(code -> present(CalendarRow.class, code, "ivr.calendar.unknown"));
          @Nullable LineRow row = em.find(LineRow.class, line.called());
          if (row == null) {
            row = new LineRow();
            line.to(row);
            em.persist(row);
          } else {
            line.to(row);
          }
        });
  }

  /** Takes a line away; {@code ivr.line.unknown}. */
  void remove(String called) {
    tx.run(
        () -> {
          @Nullable LineRow row = em.find(LineRow.class, called);
          if (row == null) {
            throw HubException.notFound("ivr.line.unknown", called);
          }
          em.remove(row);
        });
  }

  private void present(Class<?> kind, String id, String code) {
    if (em.find(kind, id) == null) {
      throw HubException.notFound(code, id);
    }
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
}
