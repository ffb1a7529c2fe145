// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is known of values by their look: secrets, references to them, placeholders. */
final class Values {
  /** Stands for a secret that somebody wrote into a file itself. */
  static final String MASK = "***";

  private static final Pattern SECRET_KEY =
      Pattern.compile("(secret|password|passphrase|credential|token)s?$", Pattern.CASE_INSENSITIVE);
  private static final Pattern REFERENCE =
      Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]*|file:[^\\s].*");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]+}");

  private Values() {}

  /** Whether the values of this key are secrets or references to them. */
  static boolean secret(String key) {
    return SECRET_KEY.matcher(key).find();
  }

  /** Whether it only tells where the secret is. */
  static boolean reference(String value) {
    return REFERENCE.matcher(value).matches();
  }

  /** The value with what the container fills in; what nobody knows stays as it is. */
  static String filled(String value, UnaryOperator<@Nullable String> known) {
    return PLACEHOLDER
        .matcher(value)
        .replaceAll(
            found -> {
              String name = found.group().substring(2, found.group().length() - 1);
              String filling = known.apply(name);
              return Matcher.quoteReplacement(filling == null ? found.group() : filling);
            });
  }

  /** Whether the container fills something in. */
  static boolean placeholder(String value) {
    return PLACEHOLDER.matcher(value).find();
  }

  /** The value as it may be shown and kept. */
  static List<String> shown(String key, List<String> values) {
    return secret(key)
        ? values.stream().map(value -> harmless(value) ? value : MASK).toList()
        : values;
  }

  /** All of a file, as it may be shown and kept. */
  static Map<String, List<String>> shown(Map<String, List<String>> values) {
    Map<String, List<String>> shown = new TreeMap<>();
    values.forEach((key, value) -> shown.put(key, shown(key, value)));
    return shown;
  }

  private static boolean harmless(String value) {
    return value.isEmpty() || reference(value) || PLACEHOLDER.matcher(value).matches();
  }

  /** Differs when the values differ; tells nothing of secrets. */
  static String revision(Map<String, List<String>> values) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(shown(values).toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
