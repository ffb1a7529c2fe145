// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Transactions;

/** The last passwords of each user, as hashes. */
final class FormerPasswords {
  private final EntityManager em;
  private final Transactions transactions;
  private final PasswordHashes hashes;
  private final int kept;

  /**
   * @param history the present password counts as one of them
   */
  FormerPasswords(EntityManager em, Transactions transactions, PasswordHashes hashes, int history) {
    this.em = em;
    this.transactions = transactions;
    this.hashes = hashes;
    this.kept = Math.max(0, history - 1);
  }

  /**
   * Throws {@code security.password.weak} if it is one of the last. Takes a hash for each, so it is
   * asked outside of a transaction.
   */
  void refuse(String userId, String password) {
    List<FormerPasswordRow> last = transactions.call(() -> newest(userId));
    if (last.stream().limit(kept).anyMatch(row -> hashes.matches(password, row.passwordHash))) {
      throw HubException.invalid(
          "security.password.weak", Map.of("rule", "used-before", "history", kept + 1));
    }
  }

  /** The present password is about to become a former one; joins the caller's transaction. */
  void add(UserRow user) {
    List<FormerPasswordRow> last = newest(user.id);
    last.stream().skip(Math.max(0, kept - 1)).forEach(em::remove);
    if (kept > 0) {
      FormerPasswordRow row = new FormerPasswordRow();
      row.id = Ids.next();
      row.userId = user.id;
      row.passwordHash = user.passwordHash;
      em.persist(row);
    }
  }

  private List<FormerPasswordRow> newest(String userId) {
    return em.createQuery(
            "select f from FormerPasswordRow f where f.userId = :user order by f.id desc",
            FormerPasswordRow.class)
        .setParameter("user", userId)
        .getResultList();
  }
}
