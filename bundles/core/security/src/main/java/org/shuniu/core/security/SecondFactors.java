// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.util.encoders.Base32;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Sessions;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.hub.Vault;

/**
 * The second factor of users (X2): an authenticator that shows a new code every thirty seconds, and
 * ten recovery codes for the day when it is lost. Every code is good for one use. Does not ask for
 * the password; who calls does.
 */
@Component(service = SecondFactors.class, configurationPid = SecurityConfig.PID)
public final class SecondFactors {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{6}");
  private static final Pattern FILLING = Pattern.compile("[\\s-]");
  private static final int RECOVERY_CODES = 10;
  private static final int RECOVERY_BYTES = 10;
  private static final String RECOVERY_GROUP = "(?<=\\G.{4})(?=.)";

  /** With what somebody proved to have the second factor. */
  enum Proof {
    AUTHENTICATOR,
    RECOVERY_CODE;

    /** How the audit writes it. */
    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What an authenticator has to be told, by picture or by hand; shown this once. */
  record Enrolment(String secret, String uri) {}

  /** Since when there is a second factor, if there is one. */
  record State(Optional<Instant> since, int recoveryCodesLeft) {}

  private final EntityManager em;
  private final Transactions transactions;
  private final SessionStore sessions;
  private final Vault vault;
  private final Audit audit;
  private final Clock clock;
  private final String issuer;
  private final SecureRandom random = new SecureRandom();

  @Activate
  public SecondFactors(
      @Reference(target = "(osgi.unit.name=security)") EntityManager em,
      @Reference Transactions transactions,
      @Reference SessionStore sessions,
      @Reference Vault vault,
      @Reference Audit audit,
      SecurityConfig config) {
    this(em, transactions, sessions, vault, audit, Clock.systemUTC(), config.secondFactorIssuer());
  }

  SecondFactors(
      EntityManager em,
      Transactions transactions,
      SessionStore sessions,
      Vault vault,
      Audit audit,
      Clock clock,
      String issuer) {
    this.em = em;
    this.transactions = transactions;
    this.sessions = sessions;
    this.vault = vault;
    this.audit = audit;
    this.clock = clock;
    this.issuer = issuer;
  }

  State state(String userId) {
    return transactions.call(
        () -> new State(Optional.ofNullable(user(userId).secondFactorAt), codesLeft(userId)));
  }

  /** A new secret, which holds from {@link #confirm} on. */
  Enrolment begin(String userId) {
    return transactions.call(
        () -> {
          UserRow user = user(userId);
          if (user.secondFactorAt != null) {
            throw HubException.conflict("security.second-factor.present", Map.of());
          }
          String secret = Totp.newSecret();
          SecondFactorRow row = new SecondFactorRow();
          row.userId = userId;
          row.secret = vault.seal(secret);
          em.merge(row);
          return new Enrolment(secret, Totp.uri(issuer, user.login, secret));
        });
  }

  /**
   * The authenticator shows a right code, so it is in force. The other sessions of the user end.
   *
   * @return recovery codes, told this once
   */
  List<String> confirm(Sessions.Session session, String code) {
    String userId = session.identity().userId();
    return transactions.call(
        () -> {
          UserRow user = user(userId);
          if (user.secondFactorAt != null) {
            throw HubException.conflict("security.second-factor.present", Map.of());
          }
          if (!take(userId, plain(code))) {
            throw HubException.invalid("security.second-factor.code-wrong", Map.of());
          }
          user.secondFactorAt = clock.instant();
          sessions.closeOthers(session);
          transactions.afterCommit(() -> sessions.forget(userId));
          audit.record("session:second-factor-on", "user:" + userId, Map.of());
          return newCodes(userId);
        });
  }

  /** Ten new recovery codes; the former ones are void. */
  List<String> renewRecoveryCodes(String userId) {
    return transactions.call(
        () -> {
          if (user(userId).secondFactorAt == null) {
            throw HubException.conflict("security.second-factor.absent", Map.of());
          }
          audit.record("session:recovery-codes", "user:" + userId, Map.of());
          return newCodes(userId);
        });
  }

  /** The user wants none any more. */
  void remove(String userId) {
    transactions.run(
        () -> {
          delete(userId);
          transactions.afterCommit(() -> sessions.forget(userId));
          audit.record("session:second-factor-off", "user:" + userId, Map.of());
        });
  }

  /** Somebody else removes it, since the user has lost it; all sessions of the user end. */
  void reset(String userId) {
    transactions.run(
        () -> {
          delete(userId);
          sessions.closeAll(userId);
          audit.record("user:second-factor-reset", "user:" + userId, Map.of());
        });
  }

  /** Takes a code of the authenticator or a recovery code; none of them a second time. */
  Optional<Proof> prove(String userId, String given) {
    String typed = plain(given);
    return transactions.call(
        () -> {
          if (DIGITS.matcher(typed).matches()) {
            return Optional.of(Proof.AUTHENTICATOR).filter(proof -> take(userId, typed));
          }
          return Optional.of(Proof.RECOVERY_CODE).filter(proof -> spend(userId, typed));
        });
  }

  private boolean take(String userId, String code) {
    @Nullable SecondFactorRow row = em.find(SecondFactorRow.class, userId);
    if (row == null) {
      throw HubException.conflict("security.second-factor.absent", Map.of());
    }
    OptionalLong step = Totp.stepOf(code, vault.open(row.secret), clock.instant());
    // One statement, so that of two who show the same code at the same moment one is refused.
    return step.isPresent()
        && em.createQuery(
                    "update SecondFactorRow f set f.lastStep = :step"
                        + " where f.userId = :user and f.lastStep < :step")
                .setParameter("step", step.getAsLong())
                .setParameter("user", userId)
                .executeUpdate()
            == 1;
  }

  private boolean spend(String userId, String code) {
    return em.createQuery("delete from RecoveryCodeRow r where r.hash = :hash")
            .setParameter("hash", hash(userId, code))
            .executeUpdate()
        == 1;
  }

  private List<String> newCodes(String userId) {
    deleteCodes(userId);
    List<String> codes =
        Stream.generate(() -> Base32.toBase32String(bytes())).limit(RECOVERY_CODES).toList();
    for (String code : codes) {
      RecoveryCodeRow row = new RecoveryCodeRow();
      row.hash = hash(userId, code);
      row.userId = userId;
      em.persist(row);
    }
    return codes.stream().map(code -> String.join("-", code.split(RECOVERY_GROUP))).toList();
  }

  private byte[] bytes() {
    byte[] bytes = new byte[RECOVERY_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  private int codesLeft(String userId) {
    return em.createQuery(
            "select count(r) from RecoveryCodeRow r where r.userId = :user", Long.class)
        .setParameter("user", userId)
        .getSingleResult()
        .intValue();
  }

  private void delete(String userId) {
    user(userId).secondFactorAt = null;
    deleteCodes(userId);
    em.createQuery("delete from SecondFactorRow f where f.userId = :user")
        .setParameter("user", userId)
        .executeUpdate();
  }

  private void deleteCodes(String userId) {
    em.createQuery("delete from RecoveryCodeRow r where r.userId = :user")
        .setParameter("user", userId)
        .executeUpdate();
  }

  private UserRow user(String id) {
    @Nullable UserRow user = em.find(UserRow.class, id);
    if (user == null) {
      throw HubException.notFound("security.user.unknown", id);
    }
    return user;
  }

  private static String hash(String userId, String code) {
    return Tokens.sha256(userId + ":" + code);
  }

  /** Without the gaps that screens put in and people type. */
  private static String plain(String code) {
    return FILLING.matcher(code).replaceAll("").toUpperCase(Locale.ROOT);
  }
}
