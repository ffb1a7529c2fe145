// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one run of a flow knows. Texts of the flow itself are readable and do not become attached
 * data; secrets are readable by the flow and by nobody else (T11).
 */
final class Variables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9_.-]{1,64})}");
  private static final int LONGEST = 1_000;

  private final Map<String, String> texts;
  private final Map<String, String> attached = new HashMap<>();
  private final Map<String, String> secrets = new HashMap<>();
  private final Set<String> builtIn = new HashSet<>();
  private final Clock clock;
  private final ZoneId zone;

  Variables(Map<String, String> texts, Map<String, String> attached, Clock clock, ZoneId zone) {
    this.texts = texts;
    this.attached.putAll(attached);
    this.clock = clock;
    this.zone = zone;
  }

  /** Known to the flow, not attached. */
  void builtIn(String name, String value) {
    if (!attached.containsKey(name)) {
      builtIn.add(name);
      attached.put(name, value);
    }
  }

  void set(String name, String value) {
    secrets.remove(name);
    builtIn.remove(name);
    attached.put(name, value.length() > LONGEST ? value.substring(0, LONGEST) : value);
  }

  void setSecret(String name, String value) {
    attached.remove(name);
    secrets.put(name, value);
  }

  /** What goes on with the contact. */
  Map<String, String> attached() {
    Map<String, String> result = new HashMap<>(attached);
    builtIn.forEach(result::remove);
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
    String actual = get(branch.variable());
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
    if (name.equals("now.day")) {
      return String.valueOf(now.getDayOfWeek().getValue());
    }
    if (secrets.containsKey(name)) {
      return secrets.getOrDefault(name, "");
    }
    return attached.containsKey(name)
        ? attached.getOrDefault(name, "")
        : texts.getOrDefault(name, "");
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
