// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.socialinsurance;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Secrets;

/**
 * The configuration in the link's own types.
 *
 * @param user of WS-Security; empty: no header
 * @param password asked at each request, so that a changed secret needs no restart
 */
record Settings(
    URI endpoint,
    Duration connectTimeout,
    int replyMaxBytes,
    Guard.Limits limits,
    Optional<String> user,
    Supplier<String> password,
    Tls tls) {

  static Settings of(SocialInsuranceConfig config, Secrets secrets) {
    return new Settings(
        URI.create(config.endpoint()),
        Duration.ofMillis(config.connectTimeoutMs()),
        config.replyMaxBytes(),
        new Guard.Limits(
            config.concurrency(),
            config.waitingMax(),
            Duration.ofMillis(config.receiveTimeoutMs()),
            config.breakerFailures(),
            Duration.ofMillis(config.breakerOpenMs())),
        Optional.of(config.user()).filter(user -> !user.isBlank()),
        secret(secrets, config.password()),
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
