// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.soap;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.Map;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Secrets;
import org.shuniu.business.kit.Guard;
import org.shuniu.business.kit.Line;
import org.shuniu.business.kit.SecretReference;
import org.shuniu.business.kit.Tls;
import org.shuniu.business.kit.mapping.MappingFile;
import org.shuniu.business.kit.mapping.MappingLink;

/** The configuration in the link's own types. */
final class SoapSettings {
  private SoapSettings() {}

  static URI endpoint(SoapConfig config) {
    return URI.create(config.endpoint());
  }

  static Charset charset(SoapConfig config) {
    try {
      return Charset.forName(config.charset());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw HubException.invalid("business.charset.unknown", Map.of("charset", config.charset()));
    }
  }

  static MappingLink.Settings of(SoapConfig config, Secrets secrets, MappingFile file) {
    return new MappingLink.Settings(
        endpoint(config), file, line(config, secrets), config.ratePerSecond());
  }

  static Line.Settings line(SoapConfig config, Secrets secrets) {
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
}
