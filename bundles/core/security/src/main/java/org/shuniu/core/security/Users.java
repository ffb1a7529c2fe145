// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.base.Page;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Transactions;

/** The users of the console and their passwords. Does not ask who may; the resources do. */
@Designate(ocd = SecurityConfig.class)
@Component(service = Users.class, configurationPid = SecurityConfig.PID)
public final class Users {
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._-]{1,63}");
  private static final String USER = Actor.user("").toString();

  private final EntityManager em;
  private final Transactions transactions;
  private final SessionStore sessions;
  private final RoleBook book;
  private final Separation separation;
  private final Audit audit;
  private final Clock clock;
  private final PasswordPolicy policy;
  private final PasswordRules rules;
  private final PasswordHashes hashes;
  private final FormerPasswords former;
  private final UserRealm realm;

  @Activate
  public Users(
      @Reference(target = "(osgi.unit.name=security)") EntityManager em,
      @Reference Transactions transactions,
      @Reference SessionStore sessions,
      @Reference RoleBook book,
      @Reference Separation separation,
      @Reference Audit audit,
      SecurityConfig config) {
    this(
        em,
        transactions,
        sessions,
        book,
        separation,
        audit,
        Clock.systemUTC(),
        PasswordPolicy.of(config),
        new PasswordHashes(
            config.hashMemoryKib(), config.hashIterations(), config.hashConcurrency()));
  }

  Users(
      EntityManager em,
      Transactions transactions,
      SessionStore sessions,
      RoleBook book,
      Separation separation,
      Audit audit,
      Clock clock,
      PasswordPolicy policy,
      PasswordHashes hashes) {
    this.em = em;
    this.transactions = transactions;
    this.sessions = sessions;
    this.book = book;
    this.separation = separation;
    this.audit = audit;
    this.clock = clock;
    this.policy = policy;
    this.rules = new PasswordRules(policy);
    this.hashes = hashes;
    this.former = new FormerPasswords(em, transactions, hashes, policy.history());
    this.realm = new UserRealm(this::byLogin, hashes);
  }

  /** Ordered by login. */
  Page<UserRow> list(String afterLogin, int limit) {
    return transactions.call(
        () -> {
          List<UserRow> rows =
              em.createQuery(
                      "select u from UserRow u where u.login > :after order by u.login",
                      UserRow.class)
                  .setParameter("after", afterLogin)
                  .setMaxResults(limit + 1)
                  .getResultList();
          boolean more = rows.size() > limit;
          List<UserRow> items = more ? rows.subList(0, limit) : rows;
          return new Page<>(
              items, more ? Optional.of(items.get(limit - 1).login) : Optional.empty());
        });
  }

  UserRow get(String id) {
    return transactions.call(() -> existing(id));
  }

  long count() {
    return transactions.call(
        () -> em.createQuery("select count(u) from UserRow u", Long.class).getSingleResult());
  }

  UserRow create(String login, String password, UserDetails details, boolean mustChangePassword) {
    String normal = normal(login);
    if (!LOGIN.matcher(normal).matches()) {
      throw HubException.invalid("security.user.login-invalid", Map.of());
    }
    rules.check(normal, password);
    UserRow user = new UserRow();
    user.id = Ids.next();
    user.login = normal;
    user.createdAt = clock.instant();
    user.passwordChangedAt = user.createdAt;
    user.mustChangePassword = mustChangePassword;
    user.passwordHash = hashes.hash(password);
    separation.guard(
        () -> {
          if (byLogin(normal).isPresent()) {
            throw HubException.conflict("security.user.login-taken", Map.of("login", normal));
          }
          details.describe(user, book);
          em.persist(user);
          audit.record("user:create", "user:" + user.id, UserDetails.facts(user));
        });
    return user;
  }

  UserRow change(String id, UserDetails details) {
    separation.guard(
        () -> {
          UserRow user = existing(id);
          String before = user.roles;
          List<Object> rights = UserDetails.rights(user);
          details.describe(user, book);
          if (!UserDetails.rights(user).equals(rights)) {
            separation.refuseOwn(id::equals);
          }
          if (!user.enabled) {
            sessions.closeAll(id);
          }
          transactions.afterCommit(() -> sessions.forget(id));
          Map<String, Object> facts = new TreeMap<>(UserDetails.facts(user));
          facts.put("rolesBefore", before);
          audit.record("user:change", "user:" + id, facts);
        });
    return get(id);
  }

  /** Somebody else gives a user a new password, which the user has to change at once. */
  void resetPassword(String id, String password) {
    UserRow user = get(id);
    String hash = acceptable(user, password);
    transactions.run(
        () -> {
          replace(existing(id), hash, true);
          sessions.closeAll(id);
          audit.record("user:password-reset", "user:" + id, Map.of());
        });
  }

  /** A user chooses a password; the old one is asked for again. Other sessions end. */
  void changePassword(SessionStore.Session session, String oldPassword, String newPassword) {
    UserRow user = get(session.identity().userId());
    if (!hashes.matches(oldPassword, user.passwordHash)) {
      throw HubException.invalid("security.password.wrong", Map.of());
    }
    if (oldPassword.equals(newPassword)) {
      throw HubException.invalid("security.password.unchanged", Map.of());
    }
    String hash = acceptable(user, newPassword);
    former.refuse(user.id, newPassword);
    transactions.run(
        () -> {
          replace(existing(user.id), hash, false);
          sessions.closeOthers(session);
          transactions.afterCommit(() -> sessions.forget(user.id));
          audit.record("session:password-change", "user:" + user.id, Map.of());
        });
  }

  /** The user, if the password is right and the user enabled. */
  Optional<UserRow> authenticate(String login, String password) {
    if (password.length() > PasswordRules.MAX_LENGTH) {
      return Optional.empty();
    }
    Optional<UserRow> user = realm.authenticate(normal(login), password);
    user.filter(row -> hashes.outdated(row.passwordHash))
        .ifPresent(row -> renewHash(row.id, password));
    return user;
  }

  /** What is asked of passwords. */
  PasswordPolicy policy() {
    return policy;
  }

  /**
   * A password that is too old has to be changed, as one that was reset; joins the caller's
   * transaction. Asked at login only: nobody shall be stopped in the middle of a call.
   */
  UserRow aged(UserRow user) {
    if (policy.maxAge().isZero()
        || user.mustChangePassword
        || clock.instant().isBefore(user.passwordChangedAt.plus(policy.maxAge()))) {
      return user;
    }
    UserRow row = existing(user.id);
    row.mustChangePassword = true;
    audit.record("session:password-aged", "user:" + user.id, Map.of());
    return row;
  }

  /** Login names have no case. */
  static String normal(String login) {
    return login.strip().toLowerCase(Locale.ROOT);
  }

  Optional<UserRow> byLogin(String login) {
    return transactions.call(
        () ->
            em.createQuery("select u from UserRow u where u.login = :login", UserRow.class)
                .setParameter("login", login)
                .getResultStream()
                .findFirst());
  }

  /**
   * The logins of those actors that are users, by actor as the audit writes it.
   *
   * @param actors at most some hundreds
   */
  Map<String, String> logins(Stream<String> actors) {
    Set<String> ids =
        actors
            .filter(actor -> actor.startsWith(USER))
            .map(actor -> actor.substring(USER.length()))
            .collect(Collectors.toSet());
    if (ids.isEmpty()) {
      return Map.of();
    }
    return transactions.call(
        () ->
            em.createQuery("select u from UserRow u where u.id in :ids", UserRow.class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(user -> USER + user.id, user -> user.login)));
  }

  private void renewHash(String id, String password) {
    String hash = hashes.hash(password);
    transactions.run(() -> existing(id).passwordHash = hash);
  }

  private String acceptable(UserRow user, String password) {
    rules.check(user.login, password);
    return hashes.hash(password);
  }

  private void replace(UserRow row, String hash, boolean mustChange) {
    former.add(row);
    row.passwordHash = hash;
    row.passwordChangedAt = clock.instant();
    row.mustChangePassword = mustChange;
  }

  private UserRow existing(String id) {
    @Nullable UserRow user = em.find(UserRow.class, id);
    if (user == null) {
      throw HubException.notFound("security.user.unknown", id);
    }
    return user;
  }
}
