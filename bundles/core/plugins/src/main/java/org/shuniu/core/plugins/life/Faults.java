// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;

/** What an administrator is told of a throwable. */
final class Faults {
  private static final int LONGEST = 500;

  private Faults() {}

  /** The innermost cause, which is the plugin's own; shortened. */
  static String told(Throwable fault) {
    Throwable told = fault;
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      told = cause;
    }
    boolean plain = told instanceof BundleException || told instanceof ExecutionException;
    String text = plain ? String.valueOf(told.getMessage()) : told.toString();
    return shortened(text.strip());
  }

  static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
