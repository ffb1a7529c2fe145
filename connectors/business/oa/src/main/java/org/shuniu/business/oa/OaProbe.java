// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.oa;

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
 * secrets are there. Both operations of the interface have an effect, so no signature is tried.
 */
@Component(
    service = {},
    factory = ConnectionProbe.FACTORY,
    configurationPolicy = ConfigurationPolicy.IGNORE)
public final class OaProbe implements ConnectionProbe {
  private final OaConfig config;
  private final Secrets secrets;

  @Activate
  public OaProbe(OaConfig config, @Reference Secrets secrets) {
    this.config = config;
    this.secrets = secrets;
  }

  @Override
  public Answer probe(Duration limit) {
    URI address = Reach.address(config.base());
    Reach.connect(address, limit.dividedBy(3));
    secrets.resolve(config.secret());
    secrets.resolve(config.callbackSecret());
    int status = Reach.status(address, Settings.of(config, secrets).line(), limit.dividedBy(2));
    return new Answer("HTTP " + status, Optional.of("probe.login-untried"));
  }
}
