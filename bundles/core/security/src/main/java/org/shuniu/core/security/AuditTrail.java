// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.base.Page;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit as a chain of hashes (P6). Who records only adds a row to an inbox, within the own
 * transaction and without waiting for anybody; a single writer moves what was committed to the
 * chain, where each link holds a hash over itself and the link before. Whoever changes, removes or
 * inserts a link breaks the chain from there on, and {@link #verify} tells where.
 */
@Component(service = {Audit.class, AuditTrail.class})
public final class AuditTrail implements Audit {
  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
  private static final int BATCH = 200;
  private static final int VERIFY_BATCH = 1_000;
  private static final int DETAIL_BYTES = 2_000;
  private static final int RETRY_SECONDS = 5;

  /**
   * Whether the chain is whole.
   *
   * @param checked how many links are in order, from the first
   * @param broken place of the first link that is not as it was written, or is missing
   */
  record Verdict(long checked, Optional<Long> broken) {}

  private final EntityManager em;
  private final Transactions transactions;
  private final HubAccess access;
  private final Clock clock;
  private final ObjectMapper json = new ObjectMapper();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "security-audit");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public AuditTrail(
      @Reference(target = "(osgi.unit.name=security)") EntityManager em,
      @Reference Transactions transactions,
      @Reference HubAccess access) {
    this(em, transactions, access, Clock.systemUTC());
    // Finds what a crash left behind, and tries again after the database was away.
    writer.scheduleWithFixedDelay(this::chainQuietly, 0, RETRY_SECONDS, TimeUnit.SECONDS);
  }

  AuditTrail(EntityManager em, Transactions transactions, HubAccess access, Clock clock) {
    this.em = em;
    this.transactions = transactions;
    this.access = access;
    this.clock = clock;
  }

  @Deactivate
  void stop() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(RETRY_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the writer of the audit does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void record(String operation, String object, Map<String, ?> detail) {
    AuditInboxRow row = new AuditInboxRow();
    row.id = Ids.next();
    row.act = new AuditAct();
    row.act.at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    row.act.actor =
        access.identity().map(user -> Actor.user(user.userId())).orElse(Actor.HUB).toString();
    row.act.operation = operation;
    row.act.subject = object.substring(0, Math.min(200, object.length()));
    row.act.detail = text(detail);
    String address = access.caller().address();
    row.act.address =
        address.isEmpty() ? "-" : address.substring(0, Math.min(64, address.length()));
    transactions.run(
        () -> {
          em.persist(row);
          transactions.afterCommit(this::wake);
        });
  }

  /**
   * Newest first. What was committed before the call is in it.
   *
   * @param before a place in the chain: only what is older
   */
  Page<AuditRow> find(AuditFilter filter, Optional<Long> before, int limit) {
    chain();
    return transactions.call(
        () -> {
          List<AuditRow> rows = query(filter, before).setMaxResults(limit + 1).getResultList();
          boolean more = rows.size() > limit;
          List<AuditRow> items = more ? rows.subList(0, limit) : rows;
          return new Page<>(
              items,
              more ? Optional.of(Long.toString(items.get(limit - 1).seq)) : Optional.empty());
        });
  }

  private TypedQuery<AuditRow> query(AuditFilter filter, Optional<Long> before) {
    AuditFilter.Condition condition = filter.condition();
    TypedQuery<AuditRow> query =
        em.createQuery(
                "select a from AuditRow a where a.seq < :before and "
                    + condition.text()
                    + " order by a.seq desc",
                AuditRow.class)
            .setParameter("before", before.orElse(Long.MAX_VALUE));
    condition.values().forEach(query::setParameter);
    return query;
  }

  /** Reads the whole chain and computes every hash again. */
  Verdict verify() {
    chain();
    AuditHeadRow head = transactions.call(() -> em.find(AuditHeadRow.class, AuditHeadRow.ID));
    String hash = AuditHeadRow.NO_HASH;
    long seq = 0;
    while (seq < head.seq) {
      long from = seq;
      List<AuditRow> links = transactions.call(() -> linksAfter(from));
      if (links.isEmpty()) {
        return new Verdict(seq, Optional.of(seq + 1));
      }
      for (AuditRow link : links) {
        if (link.seq != seq + 1 || !link.hash.equals(link.hashAfter(hash))) {
          return new Verdict(seq, Optional.of(seq + 1));
        }
        hash = link.hash;
        seq = link.seq;
        if (seq == head.seq) {
          // What follows was chained after this began.
          break;
        }
      }
    }
    boolean whole = hash.equals(head.hash);
    return new Verdict(seq, whole ? Optional.empty() : Optional.of(seq));
  }

  private List<AuditRow> linksAfter(long seq) {
    return em.createQuery(
            "select a from AuditRow a where a.seq > :seq order by a.seq", AuditRow.class)
        .setParameter("seq", seq)
        .setMaxResults(VERIFY_BATCH)
        .getResultList();
  }

  private void wake() {
    if (woken.compareAndSet(false, true)) {
      try {
        writer.execute(this::chainQuietly);
      } catch (RejectedExecutionException e) {
        LOG.debug("stopping; the next start chains the rest");
      }
    }
  }

  private void chainQuietly() {
    woken.set(false);
    try {
      chain();
    } catch (HubException e) {
      LOG.warn("audit entries wait to be chained: {}", e.getMessage());
    }
  }

  /** Moves what waits in the inbox to the chain. */
  void chain() {
    int moved = BATCH;
    while (moved == BATCH) {
      moved = transactions.call(this::chainSome);
    }
  }

  private int chainSome() {
    long waiting =
        em.createQuery("select count(i) from AuditInboxRow i", Long.class).getSingleResult();
    if (waiting == 0) {
      return 0;
    }
    AuditHeadRow head =
        em.find(AuditHeadRow.class, AuditHeadRow.ID, LockModeType.PESSIMISTIC_WRITE);
    // Read under the lock: another writer may just have moved them.
    List<AuditInboxRow> rows =
        em.createQuery("select i from AuditInboxRow i order by i.id", AuditInboxRow.class)
            .setMaxResults(BATCH)
            .getResultList();
    for (AuditInboxRow row : rows) {
      AuditRow link = new AuditRow();
      link.seq = head.seq + 1;
      link.id = row.id;
      link.act = row.act;
      link.hash = link.hashAfter(head.hash);
      em.persist(link);
      head.seq = link.seq;
      head.hash = link.hash;
      em.remove(row);
    }
    return rows.size();
  }

  private String text(Map<String, ?> detail) {
    try {
      String text = json.writeValueAsString(new TreeMap<>(detail));
      return text.getBytes(StandardCharsets.UTF_8).length <= DETAIL_BYTES
          ? text
          : "{\"shortened\":true}";
    } catch (JsonProcessingException e) {
      throw HubException.internal("security.audit.detail", e);
    }
  }
}
