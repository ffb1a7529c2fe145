// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.spi.BusinessOperation;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.business.kit.Faults;

/**
 * One operation of a mapping, compiled.
 *
 * @param version of the operation's schema that it is written for
 * @param needs fields of the content without which nobody is asked
 * @param gives fields without which a reply is invalid
 * @param cache how long a reply may be told again
 * @param part what the kind wants to know
 * @param refusal gives the foreign code of a refusal, or nothing
 * @param reasons the hub's reasons by foreign codes
 */
record OperationPlan<P>(
    BusinessOperation operation,
    int version,
    List<String> needs,
    List<String> gives,
    Optional<Duration> cache,
    P part,
    Expression request,
    Expression reply,
    Optional<Expression> refusal,
    Map<String, String> reasons,
    List<Example> examples) {
  private static final String CODE = "[a-z0-9][a-z0-9.-]{0,39}";
  private static final String OTHERS = "*";

  /** What a reason says of the system, not of the request. */
  private static final Set<String> STATES = Set.of("!busy", "!login-refused", "!fault");

  /** Reads what is common to all operations of a file from it first. */
  static <P> OperationPlan<P> of(
      String name,
      Section section,
      Carrier<P> carrier,
      BiFunction<Passage, Xslt.Form, Expression> compiler,
      Optional<Passage> refusalOfAll,
      Map<String, String> reasonsOfAll) {
    BusinessOperation operation =
        new BusinessOperation(
            name,
            section.choice("kind", BusinessOperation.Kind.class, BusinessOperation.Kind.QUERY));
    Map<String, String> reasons = new LinkedHashMap<>(reasonsOfAll);
    int reasonsLine = section.line("reasons");
    reasons.putAll(section.pairs("reasons"));
    reasons.values().stream()
        .filter(reason -> !reason.matches(CODE) && !STATES.contains(reason))
        .findFirst()
        .ifPresent(
            reason -> {
              throw new MappingError(reasonsLine, "field", "%s is no reason".formatted(reason));
            });
    Optional<Duration> cache = section.duration("cache");
    if (cache.isPresent() && operation.kind() != BusinessOperation.Kind.QUERY) {
      throw section.wrong("cache", "only what a query answers may be kept");
    }
    OperationPlan<P> plan =
        new OperationPlan<>(
            operation,
            section.number("version", 1, 999, 1),
            section.texts("needs"),
            section.texts("gives"),
            cache,
            carrier.part(
                section
                    .section("send")
                    .orElseThrow(() -> section.wrong("send", "has to be there"))),
            compiler.apply(needed(section, "request"), Xslt.Form.REQUEST),
            compiler.apply(needed(section, "reply"), Xslt.Form.REPLY),
            section
                .passage("refusal")
                .or(() -> refusalOfAll)
                .map(passage -> compiler.apply(passage, Xslt.Form.REPLY)),
            reasons,
            section.list("examples").stream().map(Example::of).toList());
    section.end();
    return plan;
  }

  private static Passage needed(Section section, String field) {
    return section.passage(field).orElseThrow(() -> section.wrong(field, "has to be there"));
  }

  /** Whether there is what it needs. Fails with {@code business.content.invalid}. */
  void check(BusinessRequest request) {
    for (String field : needs) {
      Object value = request.content().get(field);
      if (value == null || (value instanceof String text && text.isBlank())) {
        throw Faults.invalidContent(field);
      }
    }
  }

  /** The value to be sent. Fails with a {@code HubException} or a {@link MappingError}. */
  Object mapped(BusinessRequest asked) {
    check(asked);
    return request.apply(asked.content(), variables(asked));
  }

  static Map<String, Object> variables(BusinessRequest request) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("request", request.id());
    variables.put("matter", request.matter());
    return variables;
  }

  /** What the hub is told. Fails with a {@code HubException} or a {@link MappingError}. */
  Map<String, Object> content(
      Carrier<P> carrier, Carrier.Incoming incoming, Map<String, Object> variables) {
    Map<String, Object> known = new HashMap<>(variables);
    known.put("status", incoming.status());
    Optional<Object> value = carrier.readable(incoming);
    value.ifPresent(answer -> refuse(answer, known));
    carrier.verdict(incoming, value);
    Object told = reply.apply(value.orElseThrow(() -> Faults.invalidReply("unreadable")), known);
    Map<String, Object> content =
        told == Values.NOTHING && gives.isEmpty()
            ? Map.of()
            : Values.object(told).orElseThrow(() -> Faults.invalidReply("no-object"));
    for (String field : gives) {
      if (!content.containsKey(field)) {
        throw Faults.invalidReply(field);
      }
    }
    return content;
  }

  private void refuse(Object answer, Map<String, Object> variables) {
    if (refusal.isEmpty()) {
      return;
    }
    Object said = refusal.get().apply(answer, variables);
    Map<String, Object> details = Values.object(said).orElse(Map.of());
    Object code = details.isEmpty() ? said : details.getOrDefault("code", Values.NOTHING);
    if (code == Values.NOTHING || code.equals("") || code.equals(Boolean.FALSE)) {
      return;
    }
    throw refused(String.valueOf(code), details);
  }

  private HubException refused(String foreign, Map<String, Object> details) {
    String reason = reasons.getOrDefault(foreign, reasons.getOrDefault(OTHERS, foreign));
    return switch (reason) {
      case "!busy" -> HubException.capacity("business.busy", Map.of());
      case "!login-refused" -> Faults.offline("login-refused");
      case "!fault" -> Faults.fault();
      default -> {
        Map<String, Object> arguments = new HashMap<>();
        details.forEach(
            (name, value) -> {
              // Numbers and codes are shown; a sentence of the system's might tell who it is.
              if (!name.equals("code")
                  && (value instanceof Number || String.valueOf(value).matches(CODE))) {
                arguments.put(name, value);
              }
            });
        arguments.put("reason", reason.matches(CODE) ? reason : "request-invalid");
        yield Faults.refused(arguments);
      }
    };
  }
}
