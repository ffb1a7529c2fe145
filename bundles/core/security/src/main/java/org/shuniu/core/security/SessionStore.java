// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.SessionEnded;
import org.shuniu.api.hub.Sessions;
import org.shuniu.api.hub.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions in the database, with a copy of those in use in memory. A copy is trusted for half a
 * minute, and as long as the database is away; what ends a session here removes the copy at once.
 */
@Component(
    service = {Sessions.class, SessionStore.class},
    configurationPid = SecurityConfig.PID)
public final class SessionStore implements Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(SessionStore.class);
  private static final Duration TRUST = Duration.ofSeconds(30);
  private static final Duration SWEEP = Duration.ofMinutes(1);

  /**
   * How long sessions last, and for whom they are good.
   *
   * @param idle ends a session that nobody used
   * @param total ends any session
   * @param perUser the longest unused beyond that many are ended
   * @param secondFactorRoles without a second factor, these may only set one up
   */
  record Rules(Duration idle, Duration total, int perUser, Set<String> secondFactorRoles) {}

  /** From where somebody logs in; both as the network tells, so neither can be relied on. */
  record Origin(String address, String browser) {}

  /** A new session with its token, which is told this once. */
  record Opened(Session session, String token) {}

  private record Copy(Session session, Instant idleEnd, Instant readAt) {
    boolean expired(Instant now) {
      return !now.isBefore(session.expiresAt()) || !now.isBefore(idleEnd);
    }
  }

  private final EntityManager em;
  private final Transactions transactions;
  private final HubAccess access;
  private final RoleBook book;
  private final Clock clock;
  private final Rules rules;
  private final Map<String, Copy> copies = new ConcurrentHashMap<>();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "security-sessions");
            thread.setDaemon(true);
            return thread;
          });

  /** Sessions go on without a bus; only the live streams of an ended one then last longer. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Bus bus;

  @Activate
  public SessionStore(
      @Reference(target = "(osgi.unit.name=security)") EntityManager em,
      @Reference Transactions transactions,
      @Reference HubAccess access,
      @Reference RoleBook book,
      SecurityConfig config) {
    this(
        em,
        transactions,
        access,
        book,
        Clock.systemUTC(),
        new Rules(
            Duration.ofMinutes(config.sessionIdleMinutes()),
            Duration.ofHours(config.sessionHours()),
            config.sessionsPerUser(),
            Set.copyOf(List.of(config.secondFactorRoles()))));
    sweeper.scheduleWithFixedDelay(
        this::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
  }

  SessionStore(
      EntityManager em,
      Transactions transactions,
      HubAccess access,
      RoleBook book,
      Clock clock,
      Rules rules) {
    this.em = em;
    this.transactions = transactions;
    this.access = access;
    this.book = book;
    this.clock = clock;
    this.rules = rules;
  }

  @Deactivate
  void stop() {
    sweeper.shutdownNow();
  }

  /** Opens a session under a new token; joins the caller's transaction. */
  Opened open(UserRow user, Origin origin) {
    String token = Tokens.next();
    Instant now = clock.instant();
    SessionRow row = new SessionRow();
    row.tokenHash = Tokens.hash(token);
    row.id = Ids.next();
    row.userId = user.id;
    row.createdAt = now;
    row.usedAt = now;
    row.expiresAt = now.plus(rules.total());
    row.address = shortened(origin.address(), 64);
    row.browser = shortened(origin.browser(), 200);
    transactions.run(
        () -> {
          List<SessionRow> others = ofUser(user.id);
          others.stream().skip(rules.perUser() - 1L).forEach(this::remove);
          em.persist(row);
        });
    return new Opened(session(row, user, token), token);
  }

  @Override
  public Optional<Session> find(String token) {
    if (!Tokens.wellFormed(token)) {
      return Optional.empty();
    }
    String key = Tokens.hash(token);
    Instant now = clock.instant();
    Copy copy = copies.get(key);
    if (copy != null && !copy.expired(now) && copy.readAt().plus(TRUST).isAfter(now)) {
      return Optional.of(copy.session());
    }
    try {
      return transactions.call(() -> refresh(key, token, now));
    } catch (HubException e) {
      // While the database is away, who was known a moment ago goes on.
      if (copy != null && e.retryable() && !copy.expired(now)) {
        return Optional.of(copy.session());
      }
      throw e;
    }
  }

  private Optional<Session> refresh(String key, String token, Instant now) {
    SessionRow row = em.find(SessionRow.class, key);
    UserRow user = row == null ? null : em.find(UserRow.class, row.userId);
    if (row == null || user == null) {
      copies.remove(key);
      return Optional.empty();
    }
    Copy copy = new Copy(session(row, user, token), row.usedAt.plus(rules.idle()), now);
    if (!user.enabled || copy.expired(now)) {
      remove(row);
      return Optional.empty();
    }
    // By statement: an entity would clash with a session that ends at this very moment.
    em.createQuery("update SessionRow s set s.usedAt = :now where s.tokenHash = :key")
        .setParameter("now", now)
        .setParameter("key", key)
        .executeUpdate();
    copies.put(key, new Copy(copy.session(), now.plus(rules.idle()), now));
    return Optional.of(copy.session());
  }

  @Override
  public Scope enter(Optional<Session> session, String address) {
    return access.enter(session, address);
  }

  /** The sessions of a user that somebody could use now, the most recently used first. */
  List<SessionRow> list(String userId) {
    Instant now = clock.instant();
    return transactions.call(
        () ->
            ofUser(userId).stream()
                .filter(row -> row.expiresAt.isAfter(now))
                .filter(row -> row.usedAt.plus(rules.idle()).isAfter(now))
                .toList());
  }

  /** Ends one session. */
  void close(Session session) {
    close(session.identity().userId(), session.id());
  }

  /** Ends one session of a user and tells whether it was there; joins the caller's transaction. */
  boolean close(String userId, String sessionId) {
    return end(row -> row.id.equals(sessionId), userId) > 0;
  }

  /** Ends all sessions of a user; joins the caller's transaction. */
  void closeAll(String userId) {
    end(row -> true, userId);
  }

  /** Ends all sessions of a user but this one; joins the caller's transaction. */
  void closeOthers(Session session) {
    end(row -> !row.id.equals(session.id()), session.identity().userId());
  }

  /** What a user may do has changed: the next request reads it anew. */
  void forget(String userId) {
    copies.values().removeIf(copy -> copy.session().identity().userId().equals(userId));
  }

  /** What roles may do has changed: the next request of everybody reads it anew. */
  void forgetAll() {
    copies.clear();
  }

  /** Removes what has expired. */
  void sweep() {
    Instant now = clock.instant();
    copies.values().removeIf(copy -> copy.expired(now));
    try {
      transactions.run(
          () ->
              em.createQuery(
                      "select s from SessionRow s where s.expiresAt <= :now or s.usedAt <= :idle",
                      SessionRow.class)
                  .setParameter("now", now)
                  .setParameter("idle", now.minus(rules.idle()))
                  .setMaxResults(1_000)
                  .getResultList()
                  .forEach(this::remove));
    } catch (HubException e) {
      LOG.warn("expired sessions not removed: {}", e.getMessage());
    }
  }

  private int end(Predicate<SessionRow> which, String userId) {
    return transactions.call(
        () -> {
          List<SessionRow> chosen = ofUser(userId).stream().filter(which).toList();
          chosen.forEach(this::remove);
          return chosen.size();
        });
  }

  /** The most recently used first. */
  private List<SessionRow> ofUser(String userId) {
    return em.createQuery(
            "select s from SessionRow s where s.userId = :user order by s.usedAt desc, s.id desc",
            SessionRow.class)
        .setParameter("user", userId)
        .getResultList();
  }

  private void remove(SessionRow row) {
    em.createQuery("delete from SessionRow s where s.tokenHash = :key")
        .setParameter("key", row.tokenHash)
        .executeUpdate();
    copies.remove(row.tokenHash);
    transactions.afterCommit(
        () -> {
          // Once more: a request may have read the row between the removal and the commit.
          copies.remove(row.tokenHash);
          tell(new SessionEnded(row.userId, row.id));
        });
  }

  private void tell(SessionEnded event) {
    Bus current = bus;
    if (current == null) {
      return;
    }
    try {
      current.publish(event);
    } catch (HubException e) {
      LOG.warn("end of session {} not told: {}", event.sessionId(), e.getMessage());
    }
  }

  private Session session(SessionRow row, UserRow user, String token) {
    return new Session(
        row.id, user.identity(book, rules.secondFactorRoles()), Tokens.csrf(token), row.expiresAt);
  }

  private static String shortened(String text, int most) {
    return text.substring(0, Math.min(most, text.length()));
  }
}
