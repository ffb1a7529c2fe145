// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One node of a flow. Which components a kind uses is told by {@link Kind}; {@link FlowCheck}
 * refuses what is missing. Texts may hold {@code ${variable}}.
 *
 * @param kind what the node does
 * @param label what the trail shows; absent: the node's name
 * @param text what is spoken
 * @param language BCP 47, in which this node speaks; absent: the flow's
 * @param next the node that follows
 * @param keys for a menu: key to node
 * @param retries how often the caller may fail to give a good input before {@code exhausted}
 * @param timeoutMs how long to wait for the first key
 * @param betweenMs how long to wait for each further key
 * @param timeoutText spoken before the text when no key came
 * @param invalidText spoken before the text when the input was wrong
 * @param exhausted the node to go to after the last failure
 * @param variable what a {@code collect} or {@code set} node changes
 * @param value for {@code set}: the new value
 * @param min for {@code collect}: the fewest digits
 * @param max for {@code collect}: the most digits
 * @param terminator for {@code collect}: the key that ends the input
 * @param secret for {@code collect}: the digits are sealed at once, and are in no log, fact or
 *     attached data (T11)
 * @param format for {@code collect}: what the digits are; absent: any
 * @param cases for {@code branch}: the first that holds decides
 * @param skill for {@code queue}
 * @param priority for {@code queue}
 * @param link for {@code query}: the instance of a business link that is asked
 * @param operation for {@code query}: as {@code docs/business-operations.md} names it
 * @param arguments for {@code query}: field of the content to text
 * @param patienceMs for {@code query}, {@code identify}: how long the answer is waited for
 * @param waitText for {@code query}: spoken while the answer is waited for, before the music
 * @param results for {@code query}: variable to the place in the answer, with dots
 * @param attach for {@code query}: those of the results that go on with the contact
 * @param refused for {@code query}: the foreign system's reason to node
 * @param refusedElse for {@code query}: where all other refusals lead; absent: {@code failed}
 * @param failed for {@code query}: where to go without an answer
 * @param attempts for {@code query}: after so many refusals of one reason, {@code exhausted}
 * @param identity for {@code identify}: the secret that holds the number of the identity document
 * @param name for {@code identify}: the caller's name as the business system knows it
 * @param method for {@code identify}: absent: {@code ivr-password}
 * @param prompt a prompt of the library that is played in the place of {@code text}; {@code
 *     line.greeting}: that of the line; without it, {@code text} is spoken
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FlowNode(
    Kind kind,
    @Nullable String label,
    @Nullable String text,
    @Nullable String language,
    @Nullable String next,
    @Nullable Map<String, String> keys,
    @Nullable Integer retries,
    @Nullable Integer timeoutMs,
    @Nullable Integer betweenMs,
    @Nullable String timeoutText,
    @Nullable String invalidText,
    @Nullable String exhausted,
    @Nullable String variable,
    @Nullable String value,
    @Nullable Integer min,
    @Nullable Integer max,
    @Nullable String terminator,
    @Nullable Boolean secret,
    @Nullable List<Case> cases,
    @Nullable String skill,
    @Nullable Integer priority,
    @Nullable Format format,
    @Nullable String link,
    @Nullable String operation,
    @Nullable Map<String, String> arguments,
    @Nullable Integer patienceMs,
    @Nullable String waitText,
    @Nullable Map<String, String> results,
    @Nullable List<String> attach,
    @Nullable Map<String, String> refused,
    @Nullable String refusedElse,
    @Nullable String failed,
    @Nullable Integer attempts,
    @Nullable String identity,
    @Nullable String name,
    @Nullable String method,
    @Nullable String prompt) {

  /** What a node does. */
  enum Kind {
    /** Speaks {@code text}, goes to {@code next}. */
    @JsonProperty("prompt")
    PROMPT("prompt"),
    /** Speaks {@code text}, takes one key, goes where {@code keys} says. */
    @JsonProperty("menu")
    MENU("menu"),
    /**
     * Speaks {@code text}, takes {@code min} to {@code max} digits into {@code variable}, goes to
     * {@code next}.
     */
    @JsonProperty("collect")
    COLLECT("collect"),
    /** Gives {@code variable} the {@code value}, goes to {@code next}. */
    @JsonProperty("set")
    SET("set"),
    /** Goes where the first of {@code cases} that holds says, else to {@code next}. */
    @JsonProperty("branch")
    BRANCH("branch"),
    /**
     * Speaks {@code text} if there is one, then the caller waits for an agent with {@code skill}.
     */
    @JsonProperty("queue")
    QUEUE("queue"),
    /** Speaks {@code text} if there is one, then ends the call. */
    @JsonProperty("hang-up")
    HANG_UP("hang-up"),
    /**
     * Asks {@code link} and goes to {@code next} with the {@code results}, else where {@code
     * refused}, {@code failed} or {@code exhausted} say.
     */
    @JsonProperty("query")
    QUERY("query"),
    /** Tells who the caller is, goes to {@code next} when the hub knows or after a moment. */
    @JsonProperty("identify")
    IDENTIFY("identify"),
    /** Speaks {@code text} if there is one, then the talk goes on; ends a sub-flow. */
    @JsonProperty("return")
    RETURN("return");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As it stands in a flow and in the trail. */
    String word() {
      return word;
    }
  }

  /** What the caller shall key. */
  enum Format {
    /** Number of a resident identity document; {@code *} stands for its X. */
    @JsonProperty("identity")
    IDENTITY
  }

  /**
   * One way out of a branch.
   *
   * @param variable what is looked at; {@code now.time} is the local time as HH:mm, {@code now.day}
   *     1 (Monday) to 7, {@code now.date} the day as yyyy-MM-dd (holidays: {@code one-of})
   * @param is how it is compared
   * @param value with what; {@code one-of} takes a list with commas
   * @param target where to go if it holds
   */
  record Case(String variable, Comparison is, String value, String target) {}

  /** How a variable is compared; numbers by their value, all else as text. */
  enum Comparison {
    @JsonProperty("equal")
    EQUAL,
    @JsonProperty("not-equal")
    NOT_EQUAL,
    @JsonProperty("one-of")
    ONE_OF,
    @JsonProperty("starts-with")
    STARTS_WITH,
    @JsonProperty("less")
    LESS,
    @JsonProperty("at-least")
    AT_LEAST
  }

  String labelOr(String name) {
    return label == null ? name : label;
  }

  String languageOr(String usual) {
    return language == null ? usual : language;
  }

  int retriesOr(int usual) {
    return retries == null ? usual : retries;
  }

  /** Whether the caller does something here: no circle without one. */
  boolean asksCaller() {
    return kind == Kind.MENU || kind == Kind.COLLECT;
  }

  /** Whether {@code prompt} has a meaning here. */
  boolean speaks() {
    return switch (kind) {
      case PROMPT, MENU, COLLECT, QUEUE, HANG_UP, RETURN -> true;
      case SET, BRANCH, QUERY, IDENTIFY -> false;
    };
  }

  /** Where it may lead. */
  List<String> targets() {
    List<String> targets = new ArrayList<>();
    Stream.of(next, exhausted, refusedElse, failed)
        .filter(target -> target != null && !target.isEmpty())
        .forEach(targets::add);
    targets.addAll(refusedOrNone().values());
    if (keys != null) {
      targets.addAll(keys.values());
    }
    if (cases != null) {
      cases.forEach(branch -> targets.add(branch.target()));
    }
    return targets;
  }

  Map<String, String> argumentsOrNone() {
    return arguments == null ? Map.of() : arguments;
  }

  Map<String, String> resultsOrNone() {
    return results == null ? Map.of() : results;
  }

  Map<String, String> refusedOrNone() {
    return refused == null ? Map.of() : refused;
  }

  List<String> attachOrNone() {
    return attach == null ? List.of() : attach;
  }

  /** Names of the variables that this node gives a value. */
  Set<String> writes() {
    Set<String> names = new HashSet<>(resultsOrNone().keySet());
    if (variable != null) {
      names.add(variable);
    }
    return names;
  }

  /** All texts that are spoken, copied or sent, each with where it stands. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    put(texts, "text", text);
    put(texts, "timeoutText", timeoutText);
    put(texts, "invalidText", invalidText);
    put(texts, "waitText", waitText);
    put(texts, "value", value);
    put(texts, "name", name);
    argumentsOrNone().forEach((field, text) -> put(texts, "arguments." + field, text));
    if (cases != null) {
      for (int i = 0; i < cases.size(); i++) {
        put(texts, "cases." + i + ".value", cases.get(i).value());
      }
    }
    return texts;
  }

  private static void put(Map<String, String> texts, String path, @Nullable String text) {
    if (text != null) {
      texts.put(path, text);
    }
  }

  boolean keepsSecret() {
    return Boolean.TRUE.equals(secret);
  }
}
