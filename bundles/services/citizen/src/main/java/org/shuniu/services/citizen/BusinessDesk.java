// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.HashMap;
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
    String link = settings.link(question.link());
    Subject subject = subject(citizen);
    Map<String, Object> content = about(subject, question.operation(), question.given());
    Cache.Key key =
        new Cache.Key(subject.citizen(), link, question.operation(), Json.write(question.given()));
    Optional<QueryAnswered> known =
        question.fresh().orElse(false) ? Optional.empty() : cache.find(key);
    QueryAnswered answer =
        known.orElseGet(
            () -> {
              QueryAnswered asked =
                  queries.ask(link, question.contact(), question.operation(), content, actor);
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

  /**
   * The content with what the operation wants to know of the citizen, sealed; a console cannot give
   * that itself.
   */
  Map<String, Object> about(Subject subject, String operation, Map<String, Object> content) {
    Map<String, String> given = new HashMap<>();
    for (String field : Offers.given(operation)) {
      switch (field) {
        case "identity" -> given.put(field, subject.sealed());
        case "name" -> given.put(field, vault.seal(subject.name()));
        case "phone" -> subject.phone().ifPresent(phone -> given.put(field, vault.seal(phone)));
        default -> throw new IllegalStateException("nobody gives the field " + field);
      }
    }
    return Content.about(given, content);
  }

  /** Whom a system is asked about; {@code citizen.identity.none} where that is not known. */
  Subject subject(String citizen) {
    return tx.call(
        () -> {
          Family family = citizens.families().of(citizen);
          return family
              .identified()
              .flatMap(row -> Optional.ofNullable(row.identitySealed))
              .map(number -> new Subject(family, number))
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
  record Subject(
      String citizen, List<String> ids, String sealed, String name, Optional<String> phone) {
    Subject(Family family, String sealed) {
      this(
          family.root().id,
          family.ids(),
          sealed,
          family.root().name,
          family.phones().stream().findFirst());
    }

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
