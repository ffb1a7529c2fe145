// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.shuniu.api.business.spi.BusinessOperation;
import org.shuniu.api.business.spi.Mapping;

/**
 * A mapping file, compiled.
 *
 * @param notice what the foreign system tells by itself: gives notice, matter, operation, content
 */
record Plan<P>(
    Mapping mapping, Map<String, OperationPlan<P>> operations, Optional<Expression> notice) {
  private static final String OPERATION = "[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+";

  /** Reads and compiles a text. Fails with a {@link MappingError}. */
  static <P> Plan<P> read(String text, Carrier<P> carrier, Clock clock) {
    Section file = Yaml.read(text);
    file.number("mapping", 1, 1, 1);
    Map<String, CodeTable> tables = new LinkedHashMap<>();
    file.sections("tables")
        .forEach((name, section) -> tables.put(name, CodeTable.of(name, section)));
    BiFunction<Passage, Xslt.Form, Expression> compiler =
        compiler(carrier.language(), new Codes(tables), clock);
    Optional<Passage> refusal = file.passage("refusal");
    Map<String, String> reasons = file.pairs("reasons");
    Optional<Expression> notice =
        file.passage("notice").map(passage -> compiler.apply(passage, Xslt.Form.REPLY));
    Map<String, OperationPlan<P>> operations = new LinkedHashMap<>();
    file.sections("operations")
        .forEach(
            (name, section) -> {
              if (!name.matches(OPERATION)) {
                throw new MappingError(section.line(), "field", name + " is no operation");
              }
              operations.put(
                  name, OperationPlan.of(name, section, carrier, compiler, refusal, reasons));
            });
    if (operations.isEmpty()) {
      throw file.wrong("operations", "there are none");
    }
    file.end();
    return new Plan<>(new Mapping(text, version(text), names(operations)), operations, notice);
  }

  private static BiFunction<Passage, Xslt.Form, Expression> compiler(
      Carrier.Language language, Codes codes, Clock clock) {
    if (language == Carrier.Language.JSONATA) {
      return (passage, form) -> JsonataExpression.compile(passage, codes, clock);
    }
    Xslt xslt = new Xslt(codes);
    return xslt::compile;
  }

  private static <P> Map<String, List<String>> names(Map<String, OperationPlan<P>> operations) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    operations.forEach(
        (name, plan) -> names.put(name, plan.examples().stream().map(Example::name).toList()));
    return names;
  }

  /** SHA-256 in hexadecimal digits. */
  static String version(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Set<BusinessOperation> offered() {
    return operations.values().stream()
        .map(OperationPlan::operation)
        .collect(Collectors.toUnmodifiableSet());
  }
}
