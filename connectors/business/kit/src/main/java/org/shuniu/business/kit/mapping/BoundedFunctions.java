// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSONata's functions that do much in one step, where the {@link Meter} does not look: with bounds
 * of their own.
 */
final class BoundedFunctions {
  private static final int MAX_TEXT = 4 << 20;

  private BoundedFunctions() {}

  static void register(Jsonata jsonata) {
    register(jsonata, "pad", "<s-ns?:s>", BoundedFunctions::pad);
    register(jsonata, "contains", "<s-(sf):b>", BoundedFunctions::contains);
    register(jsonata, "match", "<s-fn?:a<o>>", BoundedFunctions::match);
    register(jsonata, "replace", "<s-(sf)(sf)n?:s>", BoundedFunctions::replace);
    register(jsonata, "split", "<s-(sf)n?:a<s>>", BoundedFunctions::split);
    register(
        jsonata,
        "eval",
        "<sx?:x>",
        arguments -> {
          throw new JException("$eval is not allowed", 0);
        });
  }

  private static void register(
      Jsonata jsonata, String name, String signature, Function<List<?>, @Nullable Object> body) {
    jsonata.registerFunction(
        name,
        new JFunction(
            (input, arguments) -> {
              Object first = at(arguments, 0);
              return first == null ? null : body.apply(arguments);
            },
            signature));
  }

  private static @Nullable Object at(List<?> arguments, int place) {
    return arguments.size() > place ? arguments.get(place) : null;
  }

  private static String text(List<?> arguments, int place) {
    return String.valueOf(at(arguments, place));
  }

  private static int limit(List<?> arguments, int place) {
    if (!(at(arguments, place) instanceof Number limit)) {
      return Integer.MAX_VALUE;
    }
    if (limit.intValue() < 0) {
      throw new JException("a limit has to be positive", 0);
    }
    return limit.intValue();
  }

  private static String pad(List<?> arguments) {
    String text = text(arguments, 0);
    int width = at(arguments, 1) instanceof Number number ? number.intValue() : 0;
    String with = at(arguments, 2) instanceof String given && !given.isEmpty() ? given : " ";
    // Compared as long: the smallest int has no positive counterpart.
    long missing = Math.abs((long) width) - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    if (missing > MAX_TEXT) {
      throw Meter.tooLarge();
    }
    int[] letters = with.codePoints().toArray();
    StringBuilder padding = new StringBuilder();
    for (int i = 0; i < missing; i++) {
      padding.appendCodePoint(letters[i % letters.length]);
    }
    return width > 0 ? text + padding : padding + text;
  }

  private static Boolean contains(List<?> arguments) {
    return at(arguments, 1) instanceof Pattern pattern
        ? matcher(pattern, text(arguments, 0)).find()
        : text(arguments, 0).contains(text(arguments, 1));
  }

  private static List<Map<String, Object>> match(List<?> arguments) {
    if (!(at(arguments, 1) instanceof Pattern pattern)) {
      throw new JException("$match takes a regular expression", 0);
    }
    int limit = limit(arguments, 2);
    List<Map<String, Object>> found = new ArrayList<>();
    Matcher matcher = matcher(pattern, text(arguments, 0));
    while (found.size() < limit && matcher.find()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("match", matcher.group());
      one.put("index", matcher.start());
      List<Object> groups = new ArrayList<>();
      for (int group = 1; group <= matcher.groupCount(); group++) {
        groups.add(matcher.group(group));
      }
      one.put("groups", groups);
      found.add(one);
    }
    return found;
  }

  private static String replace(List<?> arguments) {
    String text = text(arguments, 0);
    if (!(at(arguments, 2) instanceof String with)) {
      throw new JException("$replace takes a text to put in", 0);
    }
    boolean regular = at(arguments, 1) instanceof Pattern;
    if (!regular && text(arguments, 1).isEmpty()) {
      throw new JException("$replace needs something to look for", 0);
    }
    int limit = limit(arguments, 3);
    Matcher matcher = matcher(pattern(arguments), text);
    StringBuilder result = new StringBuilder();
    int end = 0;
    for (int i = 0; i < limit && matcher.find(); i++) {
      result.append(text, end, matcher.start()).append(regular ? filled(with, matcher) : with);
      end = matcher.end();
      if (result.length() > MAX_TEXT) {
        throw Meter.tooLarge();
      }
    }
    return result.append(text, end, text.length()).toString();
  }

  /** {@code $0} to {@code $9} are groups, {@code $$} is a dollar. */
  private static String filled(String with, MatchResult match) {
    StringBuilder filled = new StringBuilder();
    for (int i = 0; i < with.length(); i++) {
      char next = i + 1 < with.length() ? with.charAt(i + 1) : ' ';
      if (with.charAt(i) == '$' && next == '$') {
        filled.append('$');
        i++;
      } else if (with.charAt(i) == '$' && Character.isDigit(next)) {
        int group = next - '0';
        if (group <= match.groupCount() && match.group(group) != null) {
          filled.append(match.group(group));
        }
        i++;
      } else {
        filled.append(with.charAt(i));
      }
    }
    return filled.toString();
  }

  private static List<String> split(List<?> arguments) {
    String text = text(arguments, 0);
    int limit = limit(arguments, 2);
    List<String> parts = new ArrayList<>();
    if (!(at(arguments, 1) instanceof Pattern) && text(arguments, 1).isEmpty()) {
      text.codePoints().limit(limit).forEach(letter -> parts.add(Character.toString(letter)));
      return parts;
    }
    Matcher matcher = matcher(pattern(arguments), text);
    int end = 0;
    while (matcher.find()) {
      parts.add(text.substring(end, matcher.start()));
      end = matcher.end();
    }
    parts.add(text.substring(end));
    return parts.size() > limit ? parts.subList(0, limit) : parts;
  }

  private static Pattern pattern(List<?> arguments) {
    return at(arguments, 1) instanceof Pattern pattern
        ? pattern
        : Pattern.compile(text(arguments, 1), Pattern.LITERAL);
  }

  private static Matcher matcher(Pattern pattern, String text) {
    return pattern.matcher(new Watched(text, System.nanoTime() + Meter.TIME.toNanos()));
  }

  /** Ends a regular expression that goes back and forth for ever. */
  private static final class Watched implements CharSequence {
    private static final int LOOK_EVERY = 1_024;

    private final String text;
    private final long deadline;
    private int reads;

    Watched(String text, long deadline) {
      this.text = text;
      this.deadline = deadline;
    }

    @Override
    public char charAt(int index) {
      if (++reads % LOOK_EVERY == 0 && System.nanoTime() > deadline) {
        throw new Meter.Exhausted("too-slow", "a regular expression takes too long");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
