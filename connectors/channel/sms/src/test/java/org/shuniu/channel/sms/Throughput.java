// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.shuniu.api.base.Ids;
import org.shuniu.api.channel.spi.OutgoingText;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.testkit.Failures;
import org.shuniu.api.testkit.channel.FakeChannelContext;

/**
 * Submissions per second against the message centre of the tests, which answers at once and sends a
 * report for each. Started by hand; prints one line for each window.
 */
public final class Throughput {
  private static final int TEXTS = 10_000;

  private Throughput() {}

  /** Measures. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("throughput");
    try (Smsc smsc = new Smsc("--quiet")) {
      for (int window : new int[] {1, 10, 100}) {
        run(smsc, window, folder);
        System.out.printf("window %d: %.0f submits/s%n", window, run(smsc, window, folder));
      }
    }
  }

  private static double run(Smsc smsc, int window, Path folder) {
    FakeChannelContext context = new FakeChannelContext("throughput", folder);
    SmsChannel channel =
        new TestSettings(smsc.port())
            .with("window", window)
            .with("submitsPerSecond", 1_000_000)
            .with("queueMost", TEXTS)
            .channel();
    channel.start(context);
    context.awaitLink(LinkState.Status.ONLINE);
    try {
      long begin = System.nanoTime();
      List<CompletionStage<List<String>>> all = new ArrayList<>();
      for (int i = 0; i < TEXTS; i++) {
        all.add(
            channel.send(
                new OutgoingText(
                    Ids.next(), "13800138000", "您的工单已办结。", Instant.now().plusSeconds(3_600))));
      }
      all.forEach(each -> Failures.value(each, Duration.ofMinutes(1)));
      return TEXTS / (Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0);
    } finally {
      channel.stop();
      context.close();
    }
  }
}
