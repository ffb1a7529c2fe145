// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.rest;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.Map;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Secrets;
import org.shuniu.business.kit.Callback;
import org.shuniu.business.kit.Guard;
import org.shuniu.business.kit.Line;
import org.shuniu.business.kit.SecretReference;
import org.shuniu.business.kit.Tls;
import org.shuniu.business.kit.mapping.MappingFile;
import org.shuniu.business.kit.mapping.MappingLink;

/** The configuration in the link's own types. */
final class RestSettings {
  private RestSettings() {}

  /** Without a slash at its end. */
  static URI base(RestConfig config) {
    return URI.create(config.base().replaceAll("/+$", ""));
  }

  static Charset charset(RestConfig config) {
    try {
      return Charset.forName(config.charset());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw HubException.invalid("business.charset.unknown", Map.of("charset", config.charset()));
    }
  }

  static MappingLink.Settings of(RestConfig config, Secrets secrets, MappingFile file) {
    return new MappingLink.Settings(
        base(config), file, line(config, secrets), config.ratePerSecond());
  }

  static Line.Settings line(RestConfig config, Secrets secrets) {
    return new Line.Settings(
        Duration.ofMillis(config.connectTimeoutMs()),
        config.replyMaxBytes(),
        new Guard.Limits(
            config.concurrency(),
            config.waitingMax(),
            Duration.ofMillis(config.receiveTimeoutMs()),
            config.breakerFailures(),
            Duration.ofMillis(config.breakerOpenMs())),
        new Tls(
            Tls.Store.of(config.keyStore(), SecretReference.of(secrets, config.keyStorePassword())),
            Tls.Store.of(
                config.trustStore(), SecretReference.of(secrets, config.trustStorePassword()))));
  }

  static Callback.Settings callback(RestConfig config, Secrets secrets) {
    return new Callback.Settings(
        new Callback.Key(
            config.callbackKeyId(), SecretReference.of(secrets, config.callbackSecret())),
        Duration.ofMillis(config.signatureWindowMs()),
        config.callbackMaxBytes());
  }
}
