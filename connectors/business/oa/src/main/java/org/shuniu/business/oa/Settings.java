// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.oa;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Secrets;

/**
 * The configuration in the link's own types.
 *
 * @param base without a slash at its end
 * @param outgoing signs what we send
 * @param incoming signs what the system tells
 * @param window how far the system's clock may be from ours
 */
record Settings(
    URI base,
    Key outgoing,
    Key incoming,
    Duration window,
    int callbackMaxBytes,
    Duration connectTimeout,
    int replyMaxBytes,
    Guard.Limits limits,
    Tls tls) {

  /**
   * A shared secret and its name; asked for at each use, so that a changed one needs no restart.
   */
  record Key(String id, Supplier<String> secret) {}

  static Settings of(OaConfig config, Secrets secrets) {
    return new Settings(
        URI.create(config.base().replaceAll("/+$", "")),
        new Key(config.keyId(), secret(secrets, config.secret())),
        new Key(config.callbackKeyId(), secret(secrets, config.callbackSecret())),
        Duration.ofMillis(config.signatureWindowMs()),
        config.callbackMaxBytes(),
        Duration.ofMillis(config.connectTimeoutMs()),
        config.replyMaxBytes(),
        new Guard.Limits(
            config.concurrency(),
            config.waitingMax(),
            Duration.ofMillis(config.receiveTimeoutMs()),
            config.breakerFailures(),
            Duration.ofMillis(config.breakerOpenMs())),
        new Tls(
            Tls.Store.of(config.keyStore(), secret(secrets, config.keyStorePassword())),
            Tls.Store.of(config.trustStore(), secret(secrets, config.trustStorePassword()))));
  }

  /** A secret that is not there yet is a state of the link; requests are tried again. */
  private static Supplier<String> secret(Secrets secrets, String reference) {
    return () -> {
      try {
        return secrets.resolve(reference);
      } catch (HubException e) {
        throw Faults.offline("secret-missing");
      }
    };
  }
}
