// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.business.spi.MappingTrial;
import org.shuniu.api.business.spi.MappingTry;
import org.shuniu.business.kit.Faults;
import org.shuniu.business.kit.Line;
import org.shuniu.business.kit.mapping.Carrier.Outgoing;

/** Tries mappings that are not in force, with an example or with the system. */
record Bench<P>(Line line, Carrier<P> carrier, Workshop<P> workshop) {
  /** Never blocks; a live try goes through the same guard as a request does. */
  CompletionStage<MappingTrial> tryOut(MappingTry what) {
    CompletableFuture<MappingTrial> trial = new CompletableFuture<>();
    line.session()
        .run(
            trial,
            () -> {
              try {
                walk(workshop.compile(what.mapping()), what, trial);
              } catch (MappingError e) {
                trial.complete(Walk.unreadable(what.request(), e.fault()));
              }
            });
    return trial;
  }

  private void walk(Plan<P> tried, MappingTry what, CompletableFuture<MappingTrial> trial) {
    String name = what.request().operation();
    OperationPlan<P> plan = tried.operations().get(name);
    if (plan == null) {
      throw HubException.invalid("business.operation.unknown", Map.of("operation", name));
    }
    Optional<Example> example =
        what.example()
            .map(
                wanted ->
                    plan.examples().stream()
                        .filter(one -> one.name().equals(wanted))
                        .findFirst()
                        .orElseThrow(
                            () -> HubException.notFound("business.example.unknown", wanted)));
    // Examples are written for their own id; over the wire goes one that is new.
    BusinessRequest asked =
        what.live() ? what.request() : example.map(one -> one.request(name)).orElse(what.request());
    Walk<P> walk = new Walk<>(plan, carrier, asked, example);
    Optional<Outgoing> outgoing = walk.request();
    if (!what.live() || outgoing.isEmpty()) {
      walk.rawOfExample();
      trial.complete(walk.trial());
      return;
    }
    line.pass(what.request().patience(), () -> carrier.exchange(line.session(), outgoing.get()))
        .whenCompleteAsync(
            (incoming, fault) -> {
              HubException told = fault == null ? null : Faults.of(fault);
              if (told != null && told.code().equals("business.busy")) {
                trial.completeExceptionally(told);
                return;
              }
              if (told == null) {
                walk.received(incoming);
              } else {
                walk.failed(told, told.code());
              }
              trial.complete(walk.trial());
            },
            task -> line.session().run(trial, task));
  }
}
