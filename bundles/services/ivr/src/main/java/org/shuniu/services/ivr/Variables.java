// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.hub.Vault;

/**
 * What one run of a flow knows. What the flow set goes before what the hub knows ({@code caller},
 * {@code called}, {@code line.open}), that before the texts of the flow, and only then comes
 * attached data: it is given by whoever calls, and must not put words into the hotline's mouth.
 *
 * <p>Two kinds are kept apart. A <b>secret</b> is held sealed and is given to business links and to
 * nothing else (T11). A <b>private</b> value was answered by a business link: it is spoken and
 * compared, and so is what was made of it, but it does not leave the run.
 */
final class Variables {
  /** A reference to a variable in a text, perhaps with how it is said. */
  static final Pattern REFERENCE =
      Pattern.compile("\\$\\{([A-Za-z0-9_.-]{1,64})(?:\\|([a-z]{1,16}))?}");

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,9})?");
  private static final int LONGEST = 1_000;

  private final Map<String, String> texts;
  private final Map<String, String> given;
  private final Map<String, Supplier<String>> builtIn = new HashMap<>();
  private final Map<String, String> changed = new HashMap<>();
  private final Map<String, String> secrets = new HashMap<>();
  private final Set<String> privates = new HashSet<>();
  private final UnaryOperator<String> open;
  private final Clock clock;
  private final ZoneId zone;

  /**
   * The variables of a new run.
   *
   * @param texts of the flow
   * @param given attached data that came with the contact
   * @param open opens what a business link answered sealed, when it is spoken
   */
  Variables(
      Map<String, String> texts,
      Map<String, String> given,
      UnaryOperator<String> open,
      Clock clock,
      ZoneId zone) {
    this.texts = texts;
    this.given = Map.copyOf(given);
    this.open = open;
    this.clock = clock;
    this.zone = zone;
  }

  /** Known to the flow, not attached; asked for whenever it is read. */
  void builtIn(String name, Supplier<String> value) {
    builtIn.put(name, value);
  }

  void set(String name, String value) {
    secrets.remove(name);
    privates.remove(name);
    changed.put(name, value.length() > LONGEST ? value.substring(0, LONGEST) : value);
  }

  /** Gives it the filled text; what is made of a private value is private too. */
  void assign(String name, String text, String language) {
    boolean told =
        REFERENCE.matcher(text).results().anyMatch(each -> privates.contains(each.group(1)));
    String value = fill(text, language);
    if (told) {
      setPrivate(name, value);
    } else {
      set(name, value);
    }
  }

  void setPrivate(String name, String value) {
    set(name, value);
    privates.add(name);
  }

  /** Keeps what the caller keyed as a secret, which must be sealed already. */
  void setSecret(String name, String sealed) {
    if (!Vault.isSealed(sealed)) {
      throw new IllegalArgumentException("a secret that is not sealed");
    }
    changed.remove(name);
    privates.remove(name);
    secrets.put(name, sealed);
  }

  /** What goes on with the contact: what came with it, as the flow left it. */
  Map<String, String> attached() {
    Map<String, String> result = new HashMap<>(given);
    changed.forEach(
        (name, value) -> {
          if (!privates.contains(name)) {
            result.put(name, value);
          }
        });
    secrets.keySet().forEach(result::remove);
    return Map.copyOf(result);
  }

  /** The text as it is spoken: each reference replaced; an unknown name becomes nothing. */
  String fill(String text, String language) {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String value = get(matcher.group(1));
      String function = matcher.group(2);
      String said =
          function == null
              ? value
              : Spoken.of(function).map(how -> how.say(value, language)).orElse(value);
      matcher.appendReplacement(filled, Matcher.quoteReplacement(said));
    }
    matcher.appendTail(filled);
    return filled.length() > 2 * LONGEST ? filled.substring(0, 2 * LONGEST) : filled.toString();
  }

  /** An argument for a business link: a secret goes as it is, sealed; all else is filled in. */
  String argument(String text) {
    Matcher matcher = REFERENCE.matcher(text);
    boolean secret = matcher.matches() && secrets.containsKey(matcher.group(1));
    return secret ? secrets.getOrDefault(matcher.group(1), "") : fill(text, "");
  }

  /** Whether the text is the same for every caller. */
  static boolean constant(String text, Map<String, String> texts) {
    return REFERENCE.matcher(text).results().allMatch(r -> texts.containsKey(r.group(1)));
  }

  boolean holds(FlowNode.Case branch) {
    String actual = get(branch.variable());
    String wanted = fill(branch.value(), "");
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
    String value =
        Stream.of(changed.get(name), asked(name), texts.get(name), given.get(name))
            .flatMap(Stream::ofNullable)
            .findFirst()
            .orElse("");
    return privates.contains(name) && Vault.isSealed(value) ? open.apply(value) : value;
  }

  private @Nullable String asked(String name) {
    Supplier<String> known = builtIn.get(name);
    return known == null ? null : known.get();
  }

  private static int compare(String actual, String wanted) {
    boolean numbers = number(actual) && number(wanted);
    return numbers
        ? new BigDecimal(actual).compareTo(new BigDecimal(wanted))
        : actual.compareTo(wanted);
  }

  private static boolean number(String text) {
    return NUMBER.matcher(text).matches();
  }
}
