// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.spi.BusinessContext;
import org.shuniu.api.business.spi.BusinessOperation;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.business.spi.MappedLink;
import org.shuniu.api.business.spi.Mapping;
import org.shuniu.api.business.spi.MappingDifference;
import org.shuniu.api.business.spi.MappingFault;
import org.shuniu.api.business.spi.MappingReading;
import org.shuniu.api.business.spi.MappingTrial;
import org.shuniu.api.business.spi.MappingTry;
import org.shuniu.api.hub.LinkState;

/**
 * A mapping whose text is the name that it answers with; a line {@code !} is a fault. Its foreign
 * system says what it is asked.
 */
final class FakeMappedLink implements MappedLink {
  static final String QUERY = "account.query";
  static final String ORDER = "card.report-loss";

  volatile Optional<Mapping> inForce = Optional.empty();

  @Override
  public void start(BusinessContext context) {
    context.link(LinkState.online());
  }

  @Override
  public void stop() {}

  @Override
  public Set<BusinessOperation> operations() {
    if (inForce.filter(now -> now.text().contains("vacancies")).isPresent()) {
      return Set.of(new BusinessOperation("vacancies.query", BusinessOperation.Kind.QUERY));
    }
    return Set.of(
        new BusinessOperation(QUERY, BusinessOperation.Kind.QUERY),
        new BusinessOperation(ORDER, BusinessOperation.Kind.IDEMPOTENT_ORDER));
  }

  @Override
  public CompletionStage<BusinessReply> execute(BusinessRequest request) {
    return CompletableFuture.completedFuture(
        new BusinessReply(reply(inForce.orElseThrow().text()), Instant.now()));
  }

  private static Map<String, Object> reply(String text) {
    return Map.of(
        "name",
        text.strip(),
        "insurance",
        "pension",
        "balance",
        "1.00",
        "month",
        "2026-10",
        "status",
        "normal");
  }

  @Override
  public String mappingName() {
    return "guizhou";
  }

  @Override
  public Optional<Mapping> mapping() {
    return inForce;
  }

  @Override
  public MappingReading read(String text) {
    List<MappingFault> faults = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).equals("!")) {
        faults.add(new MappingFault(i + 1, "business.mapping.syntax", "an exclamation mark"));
      }
    }
    return faults.isEmpty()
        ? MappingReading.good(
            new Mapping(text, MappingFile.sha256(text), Map.of(QUERY, List.of("well"))))
        : MappingReading.faulty(faults);
  }

  @Override
  public CompletionStage<MappingTrial> tryOut(MappingTry what) {
    String sent = "<q>" + what.request().content().get("identity") + "</q>";
    boolean example = what.example().isPresent();
    return CompletableFuture.completedFuture(
        new MappingTrial(
            what.request().content(),
            Optional.of(sent),
            what.live() ? Optional.of(sent) : Optional.empty(),
            Optional.of(reply(what.mapping())),
            "answered",
            example
                ? List.of(
                    new MappingDifference(
                        MappingDifference.Side.REPLY, "/name", "\"甲\"", what.mapping()))
                : List.of(),
            List.of(),
            Duration.ofMillis(3)));
  }

  @Override
  public Mapping use(String text) {
    MappingReading read = read(text);
    inForce =
        Optional.of(
            read.mapping()
                .orElseThrow(
                    () ->
                        HubException.invalid(
                            "business.mapping.invalid",
                            Map.of("line", read.faults().get(0).line()))));
    return inForce.orElseThrow();
  }
}
