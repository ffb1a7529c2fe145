// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Duration;

/** {@link BusSettings} as values. */
record Options(
    int maxMessageBytes,
    Duration volatileTtl,
    int bufferMessages,
    Duration buffer,
    int prefetch,
    int maxTries,
    Duration retryWindow,
    Duration drain,
    Duration inboxRetention,
    Duration traceRetention,
    int traceMessages) {
  static Options of(BusSettings settings) {
    return new Options(
        settings.maxMessageKiB() * 1024,
        Duration.ofMillis(settings.volatileTtlMs()),
        settings.bufferMessages(),
        Duration.ofMillis(settings.bufferMs()),
        settings.prefetch(),
        settings.maxTries(),
        Duration.ofMillis(settings.retryWindowMs()),
        Duration.ofMillis(settings.drainMs()),
        Duration.ofHours(settings.inboxHours()),
        Duration.ofDays(settings.traceDays()),
        settings.traceMessages());
  }
}
