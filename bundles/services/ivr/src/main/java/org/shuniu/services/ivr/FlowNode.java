// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
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
 * @param secret for {@code collect}: the digits are in no log, fact or attached data (T11)
 * @param cases for {@code branch}: the first that holds decides
 * @param skill for {@code queue}
 * @param priority for {@code queue}
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
    @Nullable Integer priority) {

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
    HANG_UP("hang-up");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As it stands in a flow and in the trail. */
    String word() {
      return word;
    }
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

  boolean keepsSecret() {
    return Boolean.TRUE.equals(secret);
  }
}
