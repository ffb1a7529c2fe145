// SPDX-License-Identifier: Apache-2.0
package org.shuniu.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** What tests inside the container ask it. */
final class Container {
  private static final Pattern TROUBLE = Pattern.compile("^\\s+at [\\w.$/]+\\(|Destroy container");

  /**
   * The embedded broker answers that a session is closed before it forgets the session's channel;
   * where the client closes its connection in between, it finds none to forget. Nothing comes of
   * it.
   */
  private static final String CLOSED_BEFORE = "AMQ219038";

  private final BundleContext context;

  Container(BundleContext context) {
    this.context = context;
  }

  /** Bundles of the hub, fragments left out. */
  List<Bundle> ours() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getSymbolicName() != null)
        .filter(bundle -> bundle.getSymbolicName().startsWith("org.shuniu."))
        .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
        .toList();
  }

  /** Those that administrators swap while the hub runs. */
  List<Bundle> connectors() {
    return ours().stream()
        .filter(
            bundle ->
                !bundle
                    .getSymbolicName()
                    .matches("org\\.shuniu\\.(api|lib|core|services|web)\\..*"))
        .toList();
  }

  /**
   * Lines of the log that must not be there; of a stack trace the two lines above it and its first.
   */
  static List<String> troubleInLog() throws IOException {
    List<String> lines = Files.readAllLines(Path.of(System.getProperty("karaf.log"), "hub.log"));
    List<String> trouble = new ArrayList<>();
    boolean inTrace = false;
    for (int i = 0; i < lines.size(); i++) {
      boolean match = TROUBLE.matcher(lines.get(i)).find();
      if (match && !inTrace && !lines.get(Math.max(0, i - 1)).contains(CLOSED_BEFORE)) {
        trouble.addAll(lines.subList(Math.max(0, i - 2), i + 1));
      }
      inTrace = match;
    }
    return trouble;
  }

  /** Waits until a condition holds; asks it every 50 ms. */
  static void await(String what, Duration limit, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + limit.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
      }
      never.await(50, TimeUnit.MILLISECONDS);
    }
  }
}
