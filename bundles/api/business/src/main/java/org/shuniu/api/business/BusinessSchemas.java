// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.business;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The operations that the hub knows, each written down once as JSON Schema 2020-12 (L1–L4): {@code
 * $defs.in} and {@code $defs.out}, and beside them what a form needs. Which words it adds to JSON
 * Schema is told in {@code docs/business-operations.md}. A link may offer others too; they are not
 * checked.
 *
 * <p>A change that an older link or flow would not understand gets a new number, in a new file.
 */
public final class BusinessSchemas {
  private static final Map<String, Integer> VERSIONS = versions();

  private BusinessSchemas() {}

  /** The newest version of each operation, in the order in which people read of them. */
  public static Map<String, Integer> operations() {
    return VERSIONS;
  }

  /** The newest schema of an operation, as JSON; empty where none is written down. */
  public static Optional<String> text(String operation) {
    return Optional.ofNullable(VERSIONS.get(operation))
        .map(version -> resource(operation + "/" + version + ".json"));
  }

  private static Map<String, Integer> versions() {
    Map<String, Integer> versions = new LinkedHashMap<>();
    resource("operations.txt")
        .lines()
        .map(line -> line.split(" ", 2))
        .forEach(line -> versions.put(line[0], Integer.valueOf(line[1])));
    return Collections.unmodifiableMap(versions);
  }

  private static String resource(String name) {
    try (InputStream in = BusinessSchemas.class.getResourceAsStream("schemas/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no resource schemas/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
