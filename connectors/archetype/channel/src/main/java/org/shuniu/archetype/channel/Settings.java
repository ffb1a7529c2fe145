// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.channel;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.shuniu.api.hub.Secrets;

/**
 * The configuration in the channel's own types. A value that cannot be used is refused here, before
 * anything starts: the log and the page of plugins then name it.
 *
 * @param base without a slash at its end
 * @param token asked for at each use, so that a changed one needs no restart
 * @param answer how long the gateway may take to answer
 * @param poll how often it is asked for what came in
 */
record Settings(
    URI base,
    Supplier<String> token,
    Duration connectTimeout,
    Duration answer,
    Duration poll,
    int replyMaxBytes) {

  static Settings of(SampleConfig config, Secrets secrets) {
    return new Settings(
        address(config.base()),
        () -> secrets.resolve(config.token()),
        Duration.ofMillis(config.connectTimeoutMs()),
        Duration.ofMillis(config.answerTimeoutMs()),
        Duration.ofMillis(config.pollMs()),
        config.replyMaxBytes());
  }

  private static URI address(String base) {
    if (!base.matches("https?://[^\\s/?]+(/[^\\s?]*)?")) {
      throw new IllegalArgumentException("base is no http or https address: " + base);
    }
    return URI.create(base.replaceAll("/+$", ""));
  }
}
