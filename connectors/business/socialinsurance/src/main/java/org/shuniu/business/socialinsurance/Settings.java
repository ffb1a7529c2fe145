// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.socialinsurance;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.shuniu.api.hub.Secrets;
import org.shuniu.business.kit.Guard;
import org.shuniu.business.kit.Line;
import org.shuniu.business.kit.SecretReference;
import org.shuniu.business.kit.Tls;

/**
 * The configuration in the link's own types.
 *
 * @param user of WS-Security; empty: no header
 * @param password asked at each request, so that a changed secret needs no restart
 */
record Settings(
    URI endpoint, Optional<String> user, Supplier<String> password, Line.Settings line) {

  static Settings of(SocialInsuranceConfig config, Secrets secrets) {
    return new Settings(
        URI.create(config.endpoint()),
        Optional.of(config.user()).filter(user -> !user.isBlank()),
        SecretReference.of(secrets, config.password()),
        new Line.Settings(
            Duration.ofMillis(config.connectTimeoutMs()),
            config.replyMaxBytes(),
            new Guard.Limits(
                config.concurrency(),
                config.waitingMax(),
                Duration.ofMillis(config.receiveTimeoutMs()),
                config.breakerFailures(),
                Duration.ofMillis(config.breakerOpenMs())),
            new Tls(
                Tls.Store.of(
                    config.keyStore(), SecretReference.of(secrets, config.keyStorePassword())),
                Tls.Store.of(
                    config.trustStore(),
                    SecretReference.of(secrets, config.trustStorePassword())))));
  }
}
