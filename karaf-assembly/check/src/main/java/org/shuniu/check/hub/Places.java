// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shuniu.check.CheckException;

/** Fills in what a profile leaves open: {@code ${port.service}}, {@code ${module}} and the like. */
public final class Places {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)}");
  private static final String PORT = "port.";

  private final Map<String, String> known;
  private final Map<String, String> ports = new TreeMap<>();

  public Places(Map<String, String> known) {
    this.known = Map.copyOf(known);
  }

  /** A text with all its places filled in. */
  public String fill(String text) {
    Matcher place = PLACE.matcher(text);
    StringBuilder out = new StringBuilder();
    while (place.find()) {
      place.appendReplacement(out, Matcher.quoteReplacement(value(place.group(1))));
    }
    return place.appendTail(out).toString();
  }

  /** Settings with all places filled in. */
  public Map<String, String> fill(Map<String, String> settings) {
    Map<String, String> filled = new LinkedHashMap<>();
    settings.forEach((name, value) -> filled.put(name, fill(value)));
    return filled;
  }

  /** JSON with the places of all its texts filled in. */
  public JsonNode fill(JsonNode value) {
    if (value.isTextual()) {
      return JsonNodeFactory.instance.textNode(fill(value.asText()));
    }
    if (value.isObject()) {
      ObjectNode filled = JsonNodeFactory.instance.objectNode();
      value.properties().forEach(f -> filled.set(f.getKey(), fill(f.getValue())));
      return filled;
    }
    if (value.isArray()) {
      var filled = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> filled.add(fill(item)));
      return filled;
    }
    return value;
  }

  private String value(String name) {
    if (name.startsWith(PORT)) {
      return ports.computeIfAbsent(name, n -> String.valueOf(freePort()));
    }
    String value = known.get(name);
    if (value == null) {
      throw new CheckException("the profile names ${" + name + "}, which the kit does not know");
    }
    return value;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
