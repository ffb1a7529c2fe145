// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.soap;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.hub.ConnectionProbe;
import org.shuniu.api.hub.Secrets;
import org.shuniu.business.kit.Reach;

/**
 * Tries whether anybody answers at the address, over TLS where that is set up, and whether the
 * secrets are there. What an operation does over there is known to nobody here, so none is tried.
 */
@Component(
    service = {},
    factory = ConnectionProbe.FACTORY,
    configurationPolicy = ConfigurationPolicy.IGNORE)
public final class SoapProbe implements ConnectionProbe {
  private final SoapConfig config;
  private final Secrets secrets;

  @Activate
  public SoapProbe(SoapConfig config, @Reference Secrets secrets) {
    this.config = config;
    this.secrets = secrets;
  }

  @Override
  public Answer probe(Duration limit) {
    URI address = Reach.address(config.endpoint());
    Reach.connect(address, limit.dividedBy(3));
    if (!config.user().isBlank()) {
      secrets.resolve(config.password());
    }
    int status = Reach.status(address, SoapSettings.line(config, secrets), limit.dividedBy(2));
    return new Answer("HTTP " + status, Optional.of("probe.login-untried"));
  }
}
