// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.business.spi.Exchange;
import org.shuniu.api.business.spi.MappingDifference;
import org.shuniu.api.business.spi.MappingDifference.Side;
import org.shuniu.api.business.spi.MappingFault;
import org.shuniu.api.business.spi.MappingTrial;
import org.shuniu.business.kit.mapping.Carrier.Incoming;
import org.shuniu.business.kit.mapping.Carrier.Outgoing;

/**
 * One walk of a request through an operation of a mapping, step by step, as far as it comes: what
 * happened at each step is kept, also what went wrong. For one thread at a time.
 */
final class Walk<P> {
  private final OperationPlan<P> plan;
  private final Carrier<P> carrier;
  private final BusinessRequest request;
  private final Optional<Example> example;
  private final long begin = System.nanoTime();
  private final List<MappingDifference> differences = new ArrayList<>();
  private final List<MappingFault> faults = new ArrayList<>();
  private Optional<Outgoing> sent = Optional.empty();
  private Optional<String> received = Optional.empty();
  private Optional<Map<String, Object>> reply = Optional.empty();
  private String outcome = Exchange.ANSWERED;

  Walk(
      OperationPlan<P> plan,
      Carrier<P> carrier,
      BusinessRequest request,
      Optional<Example> example) {
    this.plan = plan;
    this.carrier = carrier;
    this.example = example;
    this.request =
        example
            .map(
                one ->
                    new BusinessRequest(
                        request.id(),
                        request.matter(),
                        request.operation(),
                        one.in(),
                        request.patience()))
            .orElse(request);
  }

  /** What of an example does not come out as it says. */
  static <P> List<MappingFault> faults(OperationPlan<P> plan, Carrier<P> carrier, Example example) {
    Walk<P> walk =
        new Walk<>(plan, carrier, example.request(plan.operation().name()), Optional.of(example));
    walk.request();
    walk.rawOfExample();
    List<MappingFault> faults = new ArrayList<>(walk.faults);
    for (MappingDifference difference : walk.differences) {
      faults.add(
          new MappingFault(
              example.line(),
              "business.mapping.example",
              "%s: %s at %s: %s instead of %s"
                  .formatted(
                      example.name(),
                      difference.side() == Side.REQUEST ? "request" : "reply",
                      difference.path().isEmpty() ? "/" : difference.path(),
                      difference.actual(),
                      difference.expected())));
    }
    if (faults.isEmpty()
        && example.refused().isEmpty()
        && !walk.outcome.equals(Exchange.ANSWERED)) {
      faults.add(
          new MappingFault(
              example.line(), "business.mapping.example", example.name() + ": " + walk.outcome));
    }
    return faults;
  }

  /** Maps the request; empty where that did not work. */
  Optional<Outgoing> request() {
    try {
      Object mapped = plan.mapped(request);
      example
          .flatMap(Example::mapped)
          .ifPresent(
              expected -> differences.addAll(Differences.between(Side.REQUEST, expected, mapped)));
      Outgoing outgoing = carrier.outgoing(plan.part(), request, mapped);
      example
          .flatMap(Example::path)
          .filter(expected -> !expected.equals(outgoing.path()))
          .ifPresent(
              expected ->
                  differences.add(
                      new MappingDifference(Side.REQUEST, "path", expected, outgoing.path())));
      sent = Optional.of(outgoing);
    } catch (MappingError | HubException e) {
      failed(e, "business.content.invalid");
    }
    return sent;
  }

  /** Goes on with the answer of the example, if it has one. */
  void rawOfExample() {
    if (sent.isPresent()) {
      example
          .filter(one -> one.raw().isPresent())
          .ifPresent(one -> received(carrier.example(one.status(), one.raw().orElseThrow())));
    }
  }

  /** Goes on with what came back. */
  void received(Incoming incoming) {
    received = Optional.of(incoming.shown());
    Object told;
    try {
      Map<String, Object> content =
          plan.content(carrier, incoming, OperationPlan.variables(request));
      reply = Optional.of(content);
      told = content;
    } catch (MappingError | HubException e) {
      failed(e, "business.reply.invalid");
      told = reply.<Object>map(given -> given.getOrDefault("reason", outcome)).orElse(outcome);
    }
    Object expected =
        example
            .<Object>flatMap(one -> one.out().<Object>map(out -> out).or(one::refused))
            .orElse(told);
    if (faults.isEmpty()) {
      differences.addAll(Differences.between(Side.REPLY, expected, told));
    }
  }

  /** Ends it: there is no answer. */
  void failed(Throwable fault, String codeOfMapping) {
    if (fault instanceof MappingError error) {
      faults.add(error.fault());
      outcome = codeOfMapping;
    } else if (fault instanceof HubException said) {
      outcome = said.code();
      if (said.code().equals("business.refused")) {
        reply = Optional.of(new LinkedHashMap<>(said.arguments()));
      }
    } else {
      outcome = "business.link.failed";
    }
  }

  /** What came of it. */
  MappingTrial trial() {
    return new MappingTrial(
        request.content(),
        sent.map(Outgoing::shown),
        received,
        reply,
        outcome,
        differences,
        faults,
        Duration.ofNanos(System.nanoTime() - begin));
  }

  /** Of a text that could not be read. */
  static MappingTrial unreadable(BusinessRequest request, MappingFault fault) {
    return new MappingTrial(
        request.content(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "business.mapping.invalid",
        List.of(),
        List.of(fault),
        Duration.ZERO);
  }
}
