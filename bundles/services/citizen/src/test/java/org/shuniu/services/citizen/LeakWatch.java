// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Reads along with all that is logged while the tests of this bundle run, at the finest level, and
 * with all that they note here; fails the run when a personal value is in it (X4).
 */
public final class LeakWatch
    implements BeforeAllCallback, ExtensionContext.Store.CloseableResource {
  private static final ByteArrayOutputStream SEEN = new ByteArrayOutputStream();

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(
            LeakWatch.class,
            key -> {
              System.setErr(tee(System.err));
              System.setOut(tee(System.out));
              return this;
            });
  }

  private static PrintStream tee(PrintStream out) {
    OutputStream both =
        new FilterOutputStream(out) {
          @Override
          public void write(int b) throws IOException {
            out.write(b);
            SEEN.write(b);
          }
        };
    return new PrintStream(both, true, StandardCharsets.UTF_8);
  }

  /** Something else that is kept or shown: an entry of the audit, a refusal. */
  static void note(Object text) {
    SEEN.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static List<String> leaks(String text) {
    return Samples.ALL.stream().filter(text::contains).toList();
  }

  @Override
  public void close() {
    String text = SEEN.toString(StandardCharsets.UTF_8);
    List<String> leaks = leaks(text);
    if (!leaks.isEmpty()) {
      int at = text.indexOf(leaks.get(0));
      throw new AssertionError(
          "personal values were told: "
              + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 50)));
    }
  }
}
