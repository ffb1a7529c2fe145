// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.business;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Secrets;

/**
 * The configuration in the link's own types. A value that cannot be used is refused here, before
 * anything starts: the log and the page of plugins then name it.
 *
 * @param base without a slash at its end
 * @param token asked for at each use, so that a changed one needs no restart
 * @param longest time for one request, however patient its caller
 */
record Settings(
    URI base,
    Supplier<String> token,
    Duration connectTimeout,
    Duration longest,
    int replyMaxBytes,
    int concurrency,
    int breakerFailures,
    Duration breakerOpen) {

  static Settings of(SampleConfig config, Secrets secrets) {
    return new Settings(
        address(config.base()),
        token(secrets, config.token()),
        Duration.ofMillis(config.connectTimeoutMs()),
        Duration.ofMillis(config.receiveTimeoutMs()),
        config.replyMaxBytes(),
        config.concurrency(),
        config.breakerFailures(),
        Duration.ofMillis(config.breakerOpenMs()));
  }

  private static URI address(String base) {
    if (!base.matches("https?://[^\\s/?]+(/[^\\s?]*)?")) {
      throw new IllegalArgumentException("base is no http or https address: " + base);
    }
    return URI.create(base.replaceAll("/+$", ""));
  }

  /** A token that is not there yet is a state of the link; requests are tried again. */
  private static Supplier<String> token(Secrets secrets, String reference) {
    return () -> {
      try {
        return secrets.resolve(reference);
      } catch (HubException e) {
        throw Faults.offline("secret-missing");
      }
    };
  }
}
