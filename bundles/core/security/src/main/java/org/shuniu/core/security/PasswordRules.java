// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.shuniu.api.base.HubException;

/** Which passwords may be chosen. */
final class PasswordRules {
  /** More would only cost time to hash. */
  static final int MAX_LENGTH = 128;

  /** Small letters, capitals, digits, others. */
  static final int KINDS = 4;

  /** From here on the length alone is enough. */
  static final int LONG = 16;

  /** The longest first, since some contain others. */
  private static final List<String> COMMON = common();

  private final PasswordPolicy policy;

  PasswordRules(PasswordPolicy policy) {
    this.policy = policy;
  }

  /** Returns if the password may be chosen, else throws {@code security.password.weak}. */
  void check(String login, String password) {
    if (password.length() < policy.minLength()) {
      throw weak("too-short");
    }
    if (password.length() > MAX_LENGTH) {
      throw weak("too-long");
    }
    if (password.length() < LONG && kinds(password) < policy.kinds()) {
      throw weak("too-simple");
    }
    String lower = password.toLowerCase(Locale.ROOT);
    if (lower.contains(login) || lower.contains(new StringBuilder(login).reverse())) {
      throw weak("contains-login");
    }
    String rest = lower;
    for (String word : COMMON) {
      rest = rest.replace(word, "");
    }
    if (rest.length() < policy.minLength() / 2) {
      throw weak("common");
    }
  }

  private HubException weak(String rule) {
    return HubException.invalid(
        "security.password.weak",
        Map.of(
            "rule",
            rule,
            "minLength",
            policy.minLength(),
            "maxLength",
            MAX_LENGTH,
            "kinds",
            policy.kinds(),
            "longFrom",
            LONG));
  }

  private static long kinds(String password) {
    return Stream.<IntPredicate>of(
            c -> c >= 'a' && c <= 'z',
            c -> c >= 'A' && c <= 'Z',
            c -> c >= '0' && c <= '9',
            c -> c < 128 && !Character.isLetterOrDigit(c) || c >= 128)
        .filter(kind -> password.chars().anyMatch(kind))
        .count();
  }

  private static List<String> common() {
    InputStream words =
        Objects.requireNonNull(PasswordRules.class.getResourceAsStream("common-passwords.txt"));
    try (var reader = new BufferedReader(new InputStreamReader(words, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .sorted(Comparator.comparing(String::length).reversed())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
