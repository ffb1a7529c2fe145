// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What one run of a flow knows. What the flow set goes before what the hub knows ({@code caller},
 * {@code called}), that before the texts of the flow, and only then comes attached data: it is
 * given by whoever calls, and must not put words into the hotline's mouth. Secrets are known to
 * branches and to nothing else (T11).
 */
final class Variables {
  /** A reference to a variable in a text. */
  static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9_.-]{1,64})}");

  private static final int LONGEST = 1_000;

  private final Map<String, String> texts;
  private final Map<String, String> given;
  private final Map<String, String> builtIn = new HashMap<>();
  private final Map<String, String> changed = new HashMap<>();
  private final Map<String, String> secrets = new HashMap<>();
  private final Clock clock;
  private final ZoneId zone;

  /**
   * The variables of a new run.
   *
   * @param texts of the flow
   * @param given attached data that came with the contact
   */
  Variables(Map<String, String> texts, Map<String, String> given, Clock clock, ZoneId zone) {
    this.texts = texts;
    this.given = Map.copyOf(given);
    this.clock = clock;
    this.zone = zone;
  }

  /** Known to the flow, not attached. */
  void builtIn(String name, String value) {
    builtIn.put(name, value);
  }

  void set(String name, String value) {
    secrets.remove(name);
    changed.put(name, value.length() > LONGEST ? value.substring(0, LONGEST) : value);
  }

  void setSecret(String name, String value) {
    changed.remove(name);
    secrets.put(name, value);
  }

  /** What goes on with the contact: what came with it, as the flow left it. */
  Map<String, String> attached() {
    Map<String, String> result = new HashMap<>(given);
    result.putAll(changed);
    secrets.keySet().forEach(result::remove);
    return Map.copyOf(result);
  }

  /** The text with each {@code ${name}} replaced; an unknown name becomes nothing. */
  String fill(String text) {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(filled, Matcher.quoteReplacement(get(matcher.group(1))));
    }
    matcher.appendTail(filled);
    return filled.length() > 2 * LONGEST ? filled.substring(0, 2 * LONGEST) : filled.toString();
  }

  /** Whether the text is the same for every caller. */
  static boolean constant(String text, Map<String, String> texts) {
    return REFERENCE.matcher(text).results().allMatch(r -> texts.containsKey(r.group(1)));
  }

  boolean holds(FlowNode.Case branch) {
    String actual = secrets.getOrDefault(branch.variable(), get(branch.variable()));
    String wanted = fill(branch.value());
    return switch (branch.is()) {
      case EQUAL -> actual.equals(wanted);
      case NOT_EQUAL -> !actual.equals(wanted);
      case ONE_OF ->
          Arrays.stream(wanted.split(",", -1)).map(String::strip).anyMatch(actual::equals);
      case STARTS_WITH -> actual.startsWith(wanted);
      case LESS -> compare(actual, wanted) < 0;
      case AT_LEAST -> compare(actual, wanted) >= 0;
    };
  }

  private String get(String name) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), zone);
    if (name.equals("now.time")) {
      return now.format(DateTimeFormatter.ofPattern("HH:mm"));
    }
    if (name.equals("now.date")) {
      return now.toLocalDate().toString();
    }
    if (name.equals("now.day")) {
      return String.valueOf(now.getDayOfWeek().getValue());
    }
    if (secrets.containsKey(name)) {
      return "";
    }
    return Stream.of(changed, builtIn, texts, given)
        .filter(known -> known.containsKey(name))
        .map(known -> known.getOrDefault(name, ""))
        .findFirst()
        .orElse("");
  }

  private static int compare(String actual, String wanted) {
    boolean numbers = number(actual) && number(wanted);
    return numbers
        ? Long.compare(Long.parseLong(actual), Long.parseLong(wanted))
        : actual.compareTo(wanted);
  }

  private static boolean number(String text) {
    return !text.isEmpty()
        && text.length() <= 18
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
