// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shuniu.api.base.Actor;
import org.shuniu.api.hub.Vault;

/**
 * Compares what a caller answers with what the social insurance system knows. All answers that are
 * given have to be right, and one of them has to be something that is not on the identity card and
 * not guessed within three attempts: the employer, the contribution base or the balance.
 */
final class Questions {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final int MONTHS = 12;
  private static final Set<String> OF_ACCOUNT = Set.of("name", "balance");
  private static final Set<String> OF_CONTRIBUTIONS = Set.of("employer", "base", "month");
  private static final Set<String> SECRET = Set.of("employer", "base", "balance");

  private final Queries queries;
  private final String link;
  private final Vault vault;
  private final Clock clock;

  Questions(Queries queries, String link, Vault vault, Clock clock) {
    this.queries = queries;
    this.link = link;
    this.vault = vault;
    this.clock = clock;
  }

  /** Refuses answers that prove nothing, and answers to what was not asked. */
  static void check(Map<String, String> answers) {
    Rules.refuseIf(
        answers.keySet().stream().noneMatch(SECRET::contains)
            || !answers.keySet().stream()
                .allMatch(name -> OF_ACCOUNT.contains(name) || OF_CONTRIBUTIONS.contains(name)),
        "answers");
  }

  /** Whether all the answers are right. Waits for the system; throws what {@link Queries} does. */
  boolean right(String contact, String sealedIdentity, Map<String, String> answers, Actor actor) {
    if (answers.keySet().stream().anyMatch(OF_CONTRIBUTIONS::contains)) {
      Optional<Map<String, Object>> last = lastMonth(contact, sealedIdentity, actor);
      if (last.isEmpty() || !contributions(last.get(), answers)) {
        return false;
      }
    }
    if (answers.keySet().stream().noneMatch(OF_ACCOUNT::contains)) {
      return true;
    }
    Map<String, Object> account =
        ask(contact, "account.query", Map.of("identity", sealedIdentity), actor);
    return text(answers, "name", account, "name") && amount(answers, "balance", account, "balance");
  }

  private static boolean contributions(Map<String, Object> last, Map<String, String> answers) {
    return text(answers, "employer", last, "employerName")
        && text(answers, "month", last, "month")
        && amount(answers, "base", last, "base");
  }

  private Optional<Map<String, Object>> lastMonth(String contact, String sealed, Actor actor) {
    YearMonth now = YearMonth.now(clock.withZone(ZONE));
    Map<String, Object> months =
        Map.of("from", now.minusMonths(MONTHS - 1).toString(), "to", now.toString());
    Map<String, Object> answer =
        ask(
            contact,
            "contributions.query",
            Content.about(Map.of("identity", sealed), months),
            actor);
    List<?> items = answer.get("items") instanceof List<?> list ? list : List.of();
    return items.stream()
        .filter(item -> item instanceof Map)
        .map(Questions::named)
        .max(Comparator.comparing(item -> String.valueOf(item.get("month"))));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> named(Object item) {
    return (Map<String, Object>) item;
  }

  private Map<String, Object> ask(
      String contact, String operation, Map<String, Object> content, Actor actor) {
    return Content.opened(queries.ask(link, contact, operation, content, actor).content(), vault);
  }

  private static boolean text(
      Map<String, String> answers, String question, Map<String, Object> known, String field) {
    String answer = answers.get(question);
    return answer == null || plain(answer).equals(plain(String.valueOf(known.get(field))));
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s()]", "");
  }

  private static boolean amount(
      Map<String, String> answers, String question, Map<String, Object> known, String field) {
    String answer = answers.get(question);
    if (answer == null) {
      return true;
    }
    Optional<BigDecimal> said = number(answer);
    Optional<BigDecimal> truth = number(String.valueOf(known.get(field)));
    return said.isPresent() && truth.isPresent() && said.get().compareTo(truth.get()) == 0;
  }

  private static Optional<BigDecimal> number(String text) {
    String plain = text.strip();
    return plain.matches("\\d{1,12}(\\.\\d{1,4})?")
        ? Optional.of(new BigDecimal(plain))
        : Optional.empty();
  }
}
