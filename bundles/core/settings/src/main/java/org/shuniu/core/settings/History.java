// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Identity;
import org.shuniu.api.hub.Transactions;

/** All that configurations ever were, secrets masked. */
@Component(service = History.class)
public class History {
  private static final String BY_FILE = "file";
  private static final TypeReference<TreeMap<String, List<String>>> CONTENT =
      new TypeReference<>() {};

  private final EntityManager em;
  private final Transactions transactions;
  private final Clock clock;
  private final ObjectMapper json = new ObjectMapper();

  @Activate
  public History(
      @Reference(target = "(osgi.unit.name=settings)") EntityManager em,
      @Reference Transactions transactions) {
    this(em, transactions, Clock.systemUTC());
  }

  History(EntityManager em, Transactions transactions, Clock clock) {
    this.em = em;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Adds a version, in the current transaction if there is one.
   *
   * @param who empty when it was done by hand
   */
  void add(
      String config,
      VersionRow.Kind kind,
      Optional<Identity> who,
      Map<String, List<String>> values) {
    VersionRow row = new VersionRow();
    row.id = Ids.next();
    row.config = config;
    row.at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    row.actor = who.map(user -> Actor.user(user.userId()).toString()).orElse(BY_FILE);
    row.login = who.map(Identity::login).orElse(null);
    row.kind = kind;
    row.content = text(Values.shown(values));
    transactions.run(
        () -> {
          row.number = latest(config).map(last -> last.number).orElse(0) + 1;
          em.persist(row);
        });
  }

  /** How it is, as far as it was noted. */
  Optional<VersionRow> latest(String config) {
    return before(config, Integer.MAX_VALUE, 1).stream().findFirst();
  }

  /** Newest first, only those before this number. */
  List<VersionRow> before(String config, int number, int limit) {
    return transactions.call(
        () ->
            em.createQuery(
                    "select v from VersionRow v where v.config = :config and v.number < :number"
                        + " order by v.number desc",
                    VersionRow.class)
                .setParameter("config", config)
                .setParameter("number", number)
                .setMaxResults(limit)
                .getResultList());
  }

  /** One version, or {@code settings.version.unknown}. */
  VersionRow get(String config, int number) {
    return before(config, number + 1, 1).stream()
        .filter(row -> row.number == number)
        .findFirst()
        .orElseThrow(
            () -> HubException.notFound("settings.version.unknown", config + " " + number));
  }

  /** Those that were there when they were looked at last. */
  List<String> present() {
    return transactions.call(
        () ->
            em.createQuery(
                    "select v.config from VersionRow v where v.kind <> :deleted and v.number ="
                        + " (select max(w.number) from VersionRow w where w.config = v.config)",
                    String.class)
                .setParameter("deleted", VersionRow.Kind.DELETED)
                .getResultList());
  }

  /** What was in it. */
  Map<String, List<String>> content(VersionRow row) {
    try {
      return json.readValue(row.content, CONTENT);
    } catch (JsonProcessingException e) {
      throw HubException.internal("settings.history", e);
    }
  }

  private String text(Map<String, List<String>> values) {
    try {
      return json.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw HubException.internal("settings.history", e);
    }
  }
}
