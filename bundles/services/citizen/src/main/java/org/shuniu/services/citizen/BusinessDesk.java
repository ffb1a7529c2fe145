// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.BusinessEvent.QueryAnswered;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.hub.Vault;

/**
 * What business systems know about citizens (L1). Whoever asks has made sure that it may be shown.
 * Safe for use by many threads.
 */
final class BusinessDesk {
  private final CitizenStore citizens;
  private final Transactions tx;
  private final Queries queries;
  private final Cache cache;
  private final Vault vault;
  private final Settings settings;

  BusinessDesk(
      CitizenStore citizens,
      Transactions tx,
      Queries queries,
      Cache cache,
      Vault vault,
      Settings settings) {
    this.citizens = citizens;
    this.tx = tx;
    this.queries = queries;
    this.cache = cache;
    this.vault = vault;
    this.settings = settings;
  }

  /** Answers from memory where that is fresh enough, else asks. */
  BusinessAnswer ask(String citizen, BusinessQuestion question, Actor actor) {
    if (!settings.queries().contains(question.operation())) {
      throw unknown(question.operation());
    }
    Subject subject = subject(citizen);
    Cache.Key key =
        new Cache.Key(subject.citizen(), question.operation(), Json.write(question.given()));
    Optional<QueryAnswered> known =
        question.fresh().orElse(false) ? Optional.empty() : cache.find(key);
    QueryAnswered answer =
        known.orElseGet(
            () -> {
              QueryAnswered asked =
                  queries.ask(
                      question.contact(),
                      question.operation(),
                      Content.about(subject.sealed(), question.given()),
                      actor);
              cache.put(key, asked);
              return asked;
            });
    return new BusinessAnswer(
        answer.link(),
        answer.operation(),
        Content.opened(answer.content(), vault),
        answer.asOf(),
        known.isPresent());
  }

  /** Whom a system is asked about; {@code citizen.identity.none} where that is not known. */
  Subject subject(String citizen) {
    return tx.call(
        () -> {
          Family family = citizens.families().of(citizen);
          return family
              .identified()
              .flatMap(row -> Optional.ofNullable(row.identitySealed))
              .map(number -> new Subject(family.root().id, family.ids(), number))
              .orElseThrow(
                  () ->
                      HubException.conflict(
                          "citizen.identity.none", Map.of("citizen", family.root().id)));
        });
  }

  /**
   * Whom a system is asked about.
   *
   * @param sealed number of the identity document
   */
  record Subject(String citizen, List<String> ids, String sealed) {
    @Override
    public String toString() {
      return "Subject " + citizen;
    }
  }

  /**
   * Something about this citizen changes: after the commit nothing that was remembered is shown any
   * more. Inside a transaction.
   */
  void changed(String citizen) {
    List<String> ids = citizens.families().find(citizen).map(Family::ids).orElse(List.of(citizen));
    tx.afterCommit(() -> cache.forget(ids));
  }

  static HubException unknown(String operation) {
    return HubException.caller(
        HubException.Reason.UNPROCESSABLE,
        "business.operation.unknown",
        Map.of("operation", operation));
  }
}
