// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.shuniu.check.Profile.Operation;
import org.shuniu.check.Verdict;

/** Business links: queries that are answered, orders that are carried out once. */
final class BusinessSeam implements Seam {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LIMIT = PATIENCE.plusSeconds(5);

  /** Fewer than the hub gives to one link at the same time; more it refuses by itself. */
  private static final int MANY = 20;

  @Override
  public List<Verdict> contract(Stage stage) {
    if (stage.profile().operations().isEmpty()) {
      return List.of(
          Verdict.failed(
              "contract.operations",
              "the profile names no operation to try",
              "Name each operation with a content that the peer answers:"
                  + " docs/connector-check.md."));
    }
    return List.of(operations(stage), many(stage), refusals(stage));
  }

  /** Each operation is listed by the connector and answered as the profile says. */
  private Verdict operations(Stage stage) {
    Set<String> offered = new TreeSet<>();
    stage
        .instance(Stage.INSTANCE)
        .path("capabilities")
        .forEach(capability -> offered.add(capability.asText()));
    List<String> troubles = new ArrayList<>();
    for (Operation operation : stage.profile().operations()) {
      if (!offered.contains(operation.operation())) {
        troubles.add(operation.operation() + " is not among its operations " + offered);
        continue;
      }
      String request = ask(stage, operation, operation.content());
      troubles.addAll(troubles(stage, operation, answer(stage, request)));
    }
    return troubles.isEmpty()
        ? Verdict.passed(
            "contract.operations", stage.profile().operations().size() + " operations are answered")
        : Verdict.failed(
            "contract.operations",
            String.join("; ", troubles),
            "Compare operation and content with what the peer expects; execute must not throw, it"
                + " returns a stage that fails with a HubException.");
  }

  private static List<String> troubles(
      Stage stage, Operation operation, Optional<JsonNode> answer) {
    if (answer.isEmpty()) {
      return List.of(operation.operation() + " has no answer within " + LIMIT.toSeconds() + " s");
    }
    if (!answered(answer.get())) {
      return List.of(operation.operation() + " ends with " + words(answer.get()));
    }
    List<String> troubles = new ArrayList<>();
    JsonNode wanted = stage.places().fill(operation.answer());
    JsonNode content = answer.get().path("data").path("content");
    wanted
        .properties()
        .forEach(
            field -> {
              if (!content.path(field.getKey()).equals(field.getValue())) {
                troubles.add(
                    operation.operation()
                        + " answers another "
                        + field.getKey()
                        + " than expected");
              }
            });
    return troubles;
  }

  /** Many at once are all answered. */
  private Verdict many(Stage stage) {
    Optional<Operation> query =
        stage.profile().operations().stream().filter(operation -> !operation.order()).findFirst();
    if (query.isEmpty()) {
      return Verdict.notApplicable("contract.many", "it answers no query");
    }
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      requests.add(ask(stage, query.get(), query.get().content()));
    }
    awaitEnds(stage, requests);
    Map<String, Long> bad =
        requests.stream()
            .map(request -> end(stage, request).map(BusinessSeam::words).orElse("no answer"))
            .filter(words -> !words.equals("an answer"))
            .collect(Collectors.groupingBy(words -> words, Collectors.counting()));
    return bad.isEmpty()
        ? Verdict.passed("contract.many", MANY + " queries at once are all answered")
        : Verdict.failed(
            "contract.many",
            "of " + MANY + " queries at once: " + bad,
            "Let execute return at once and bound what runs at the same time by a queue.");
  }

  /** What it cannot do or was asked wrongly is refused, and it goes on. */
  private Verdict refusals(Stage stage) {
    List<String> troubles = new ArrayList<>();
    Operation first = stage.profile().operations().get(0);
    Operation unknown = new Operation("no.such-thing", first.content(), false, first.answer());
    answer(stage, ask(stage, unknown, first.content()))
        .filter(answer -> code(answer).equals("business.operation.unknown"))
        .ifPresentOrElse(
            answer -> {}, () -> troubles.add("an unknown operation is not refused as unknown"));
    if (!first.content().isEmpty()) {
      Optional<JsonNode> answer =
          answer(stage, ask(stage, first, JsonNodeFactory.instance.objectNode()));
      if (answer.map(a -> !code(a).equals("business.content.invalid")).orElse(true)) {
        troubles.add(
            first.operation()
                + " without any content ends with "
                + answer.map(BusinessSeam::words).orElse("no answer"));
      }
    }
    return troubles.isEmpty()
        ? Verdict.passed("contract.refusals", "what it cannot do is refused by its name")
        : Verdict.failed(
            "contract.refusals",
            String.join("; ", troubles),
            "Fail with HubException.invalid(\"business.content.invalid\", …) before anything is"
                + " sent.");
  }

  @Override
  public void use(Stage stage) {
    stage.profile().operations().stream()
        .min(Comparator.comparing(Operation::order)) // a query rather than an order
        .ifPresent(operation -> ask(stage, operation, operation.content()));
  }

  @Override
  public Optional<Batch> give(Stage stage, int count) {
    List<Operation> operations = stage.profile().operations();
    if (operations.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Operation> given = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      Operation operation = operations.get(i % operations.size());
      given.put(ask(stage, operation, operation.content()), operation);
    }
    return Optional.of(new Requests(stage, given));
  }

  /** Queries end with an answer or are handed back; orders are done in the end. */
  private record Requests(Stage stage, Map<String, Operation> given) implements Batch {
    @Override
    public List<String> lost() {
      awaitEnds(stage, given.keySet());
      List<String> lost = new ArrayList<>();
      given.forEach(
          (request, operation) -> {
            Optional<JsonNode> answer = end(stage, request);
            boolean good =
                answer.map(BusinessSeam::answered).orElse(false)
                    || (!operation.order()
                        && answer.map(a -> code(a).startsWith("business.link.")).orElse(false));
            if (!good) {
              lost.add(
                  operation.operation() + ": " + answer.map(BusinessSeam::words).orElse("no end"));
            }
            if (ends(stage, request).size() > 1) {
              lost.add(operation.operation() + ": ended twice");
            }
          });
      return lost;
    }

    @Override
    public int size() {
      return given.size();
    }
  }

  private static String ask(Stage stage, Operation operation, JsonNode content) {
    String request = UUID.randomUUID().toString();
    stage.publish(
        operation.order() ? "business.order" : "business.query",
        Map.of(
            "link", Stage.INSTANCE,
            "request", request,
            "matter", UUID.randomUUID().toString(),
            "operation", operation.operation(),
            "content", stage.places().fill(content),
            "patience", (operation.order() ? Duration.ofMinutes(10) : PATIENCE).toString()));
    return request;
  }

  private static Optional<JsonNode> answer(Stage stage, String request) {
    return stage.hear(heard -> isEnd(heard, request), 1, LIMIT).stream().findFirst();
  }

  /** Waits until all of them have ended, or the time is over. */
  private static void awaitEnds(Stage stage, Collection<String> requests) {
    stage.hear(
        heard -> requests.stream().anyMatch(request -> isEnd(heard, request)),
        requests.size(),
        LIMIT);
  }

  private static Optional<JsonNode> end(Stage stage, String request) {
    return ends(stage, request).stream().findFirst();
  }

  private static List<JsonNode> ends(Stage stage, String request) {
    return stage.hear(heard -> isEnd(heard, request), 0, Duration.ZERO);
  }

  private static boolean isEnd(JsonNode heard, String request) {
    return heard.path("type").asText().matches("business\\.(query|order)-.*")
        && heard.path("data").path("request").asText().equals(request);
  }

  private static boolean answered(JsonNode heard) {
    return heard.path("type").asText().matches("business\\.(query-answered|order-done)");
  }

  private static String code(JsonNode heard) {
    return heard.path("data").path("code").asText();
  }

  private static String words(JsonNode heard) {
    return answered(heard) ? "an answer" : code(heard);
  }
}
