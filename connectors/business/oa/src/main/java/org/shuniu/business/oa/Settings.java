// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.oa;

import java.net.URI;
import java.time.Duration;
import org.shuniu.api.hub.Secrets;
import org.shuniu.business.kit.Callback;
import org.shuniu.business.kit.Guard;
import org.shuniu.business.kit.Line;
import org.shuniu.business.kit.SecretReference;
import org.shuniu.business.kit.Tls;

/**
 * The configuration in the link's own types.
 *
 * @param base without a slash at its end
 * @param outgoing signs what we send
 * @param callback whom the callback lets in
 */
record Settings(URI base, Callback.Key outgoing, Callback.Settings callback, Line.Settings line) {

  static Settings of(OaConfig config, Secrets secrets) {
    return new Settings(
        URI.create(config.base().replaceAll("/+$", "")),
        new Callback.Key(config.keyId(), SecretReference.of(secrets, config.secret())),
        new Callback.Settings(
            new Callback.Key(
                config.callbackKeyId(), SecretReference.of(secrets, config.callbackSecret())),
            Duration.ofMillis(config.signatureWindowMs()),
            config.callbackMaxBytes()),
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
