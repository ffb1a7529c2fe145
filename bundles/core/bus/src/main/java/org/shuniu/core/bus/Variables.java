// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;

/** Fills {@code ${name}} in a setting: defaults do not pass the container's own substitution. */
final class Variables {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

  private Variables() {}

  static String resolve(String text, BundleContext context) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            match -> {
              String value = context.getProperty(match.group(1));
              return Matcher.quoteReplacement(value == null ? match.group() : value);
            });
  }
}
