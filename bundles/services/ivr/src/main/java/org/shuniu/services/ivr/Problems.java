// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;

/** What is wrong with a flow, collected with its places; and the rules for single values. */
final class Problems {
  private static final int LONGEST_TEXT = 1_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

  private final List<FlowProblem> found = new ArrayList<>();

  static HubException refused(List<FlowProblem> problems) {
    List<Map<String, String>> list =
        problems.stream().map(p -> Map.of("path", p.path(), "code", p.code())).toList();
    return HubException.caller(
        HubException.Reason.UNPROCESSABLE, "ivr.flow.invalid", Map.of("problems", list));
  }

  boolean none() {
    return found.isEmpty();
  }

  List<FlowProblem> all() {
    return List.copyOf(found);
  }

  void add(String path, String code) {
    found.add(new FlowProblem(path, code));
  }

  void required(String path, @Nullable String text) {
    if (text == null || text.isBlank()) {
      add(path, "ivr.flow.required");
    }
  }

  void name(String path, @Nullable String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      add(path, "ivr.flow.name");
    }
  }

  void text(String path, @Nullable String text) {
    if (text != null && text.length() > LONGEST_TEXT) {
      add(path, "ivr.flow.text-too-long");
    }
  }

  /** The form of BCP 47; whether an engine speaks it is known only when it is asked. */
  void language(String path, @Nullable String language) {
    required(path, language);
    if (language != null && !language.isBlank() && !LANGUAGE.matcher(language).matches()) {
      add(path, "ivr.flow.form");
    }
  }

  void range(String path, @Nullable Integer value, int least, int most) {
    if (value != null && (value < least || value > most)) {
      add(path, "ivr.flow.range");
    }
  }
}
