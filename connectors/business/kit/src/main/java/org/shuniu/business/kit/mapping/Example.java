// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.business.spi.BusinessRequest;

/**
 * What a mapping shall do: its own test.
 *
 * @param in content of the request
 * @param mapped what the request's expression shall give
 * @param path where it shall be sent
 * @param raw what the foreign system answers: a text, or a value as of JSON
 * @param out what the hub shall be told
 * @param refused or why it shall be refused
 */
record Example(
    String name,
    int line,
    Map<String, Object> in,
    Optional<Object> mapped,
    Optional<String> path,
    int status,
    Optional<Object> raw,
    Optional<Map<String, Object>> out,
    Optional<String> refused) {
  /** Examples are asked under this id, about this matter. */
  static final String ID = "example";

  static Example of(Section section) {
    Example example =
        new Example(
            section.text("name", "[^\\n]{1,100}"),
            section.line(),
            section.object("in").orElse(Map.of()),
            section.value("mapped"),
            section.text("path"),
            section.number("status", 100, 599, 200),
            section.value("raw"),
            section.object("out"),
            section.text("refused"));
    section.end();
    if (example.raw.isEmpty() && (example.out.isPresent() || example.refused.isPresent())) {
      throw new MappingError(example.line, "field", "raw has to be there");
    }
    return example;
  }

  BusinessRequest request(String operation) {
    return new BusinessRequest(ID, ID, operation, in, Duration.ofSeconds(10));
  }
}
