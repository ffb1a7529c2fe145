// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Transactions;
import org.shuniu.core.plugins.life.ChangeRow.Outcome;

/** All changes of all plugins, as they were wanted and as they ended. */
final class History {
  /** A text of so many characters fits every database's column of 2000. */
  private static final int LONGEST = 600;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final EntityManager em;
  private final Transactions transactions;
  private final Clock clock;

  History(EntityManager em, Transactions transactions, Clock clock) {
    this.em = em;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What is needed to write one down. */
  record Intent(
      String plugin,
      ChangeRow.Kind kind,
      Optional<Revision> from,
      Optional<Revision> to,
      Optional<String> signer,
      int dataVersion) {}

  /** Writes down what is about to happen; RUNNING. */
  List<ChangeRow> begin(List<Intent> intents, Doer doer) {
    String batch = Ids.next();
    return transactions.call(
        () ->
            intents.stream()
                .map(
                    intent -> {
                      ChangeRow row = row(intent, doer, batch);
                      em.persist(row);
                      return row;
                    })
                .toList());
  }

  /** Writes down what was not even begun. */
  void refused(Intent intent, Doer doer, HubException cause) {
    ChangeRow row = row(intent, doer, Ids.next());
    end(row, Outcome.REFUSED, Optional.of(cause));
    transactions.run(() -> em.persist(row));
  }

  private ChangeRow row(Intent intent, Doer doer, String batch) {
    ChangeRow row = new ChangeRow();
    row.id = Ids.next();
    row.batch = batch;
    row.plugin = intent.plugin();
    row.kind = intent.kind();
    row.fromVersion = intent.from().map(Revision::version).orElse(null);
    row.fromSha256 = intent.from().map(Revision::sha256).orElse(null);
    row.toVersion = intent.to().map(Revision::version).orElse(null);
    row.toSha256 = intent.to().map(Revision::sha256).orElse(null);
    row.signer = intent.signer().orElse(null);
    row.dataVersion = intent.dataVersion();
    row.actor = doer.actor();
    row.login = doer.login().orElse(null);
    row.way = doer.way();
    row.begun = now();
    row.outcome = Outcome.RUNNING;
    return row;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Writes down how it ended. */
  void end(String id, Outcome outcome, Optional<HubException> cause) {
    transactions.run(() -> end(em.find(ChangeRow.class, id), outcome, cause));
  }

  private void end(ChangeRow row, Outcome outcome, Optional<HubException> cause) {
    row.outcome = outcome;
    row.ended = now();
    row.reason = cause.map(HubException::code).orElse(null);
    row.arguments = cause.map(HubException::arguments).map(History::text).orElse(null);
  }

  private static String text(Map<String, Object> arguments) {
    Map<String, String> texts = new LinkedHashMap<>();
    arguments.forEach((k, v) -> texts.put(k, shortened(String.valueOf(v), arguments.size())));
    try {
      return JSON.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw HubException.internal("plugins.history", e);
    }
  }

  private static String shortened(String text, int arguments) {
    int longest = LONGEST / Math.max(1, arguments);
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }

  /**
   * Ends what a hub that went down has left open.
   *
   * @param came whether, of a plugin and a hash, that is what shall run
   */
  void close(BiPredicate<String, Optional<String>> came) {
    transactions.run(
        () ->
            em.createQuery(
                    "select c from PluginChangeRow c where c.outcome = :running", ChangeRow.class)
                .setParameter("running", Outcome.RUNNING)
                .getResultList()
                .forEach(
                    row -> {
                      boolean done = came.test(row.plugin, Optional.ofNullable(row.toSha256));
                      HubException cause = HubException.capacity("plugins.interrupted", Map.of());
                      end(row, done ? Outcome.DONE : Outcome.INTERRUPTED, Optional.of(cause));
                    }));
  }

  /** One change. */
  Optional<ChangeRow> find(String id) {
    return transactions.call(() -> Optional.ofNullable(em.find(ChangeRow.class, id)));
  }

  /**
   * Newest first.
   *
   * @param plugin empty for all
   * @param before only those older than the change with this id; empty for all
   */
  List<ChangeRow> list(String plugin, String before, int limit) {
    return transactions.call(
        () ->
            em.createQuery(
                    "select c from PluginChangeRow c where (:plugin = '-' or c.plugin = :plugin)"
                        + " and c.id < :before order by c.id desc",
                    ChangeRow.class)
                .setParameter("plugin", plugin.isEmpty() ? "-" : plugin)
                .setParameter("before", before.isEmpty() ? "z" : before)
                .setMaxResults(limit)
                .getResultList());
  }

  /** What was the last to go well with this content, which tells its version and signer. */
  Optional<ChangeRow> arrival(String plugin, String sha256) {
    return transactions.call(
        () ->
            em
                .createQuery(
                    "select c from PluginChangeRow c where c.plugin = :plugin and c.toSha256 ="
                        + " :sha256 and c.outcome = :done order by c.id desc",
                    ChangeRow.class)
                .setParameter("plugin", plugin)
                .setParameter("sha256", sha256)
                .setParameter("done", Outcome.DONE)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst());
  }

  /** Versions that have run, the newest first, each once. */
  List<Revision> ran(String plugin, int limit) {
    Map<String, Revision> all = new LinkedHashMap<>();
    for (ChangeRow row : list(plugin, "", 200)) {
      if (row.outcome == Outcome.DONE && row.toSha256 != null && row.toVersion != null) {
        all.putIfAbsent(row.toSha256, new Revision(row.toVersion, row.toSha256, false));
      }
    }
    return all.values().stream().limit(limit).toList();
  }
}
