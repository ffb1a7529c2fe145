// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.shuniu.api.hub.ConnectionProbe;

/** The simulator brings its switch along: there is nobody to connect to, only lists to be read. */
@Component(
    service = {},
    factory = ConnectionProbe.FACTORY,
    configurationPolicy = ConfigurationPolicy.IGNORE)
public final class SimulatorProbe implements ConnectionProbe {
  private final SimulatorConfig config;

  @Activate
  public SimulatorProbe(SimulatorConfig config) {
    this.config = config;
  }

  @Override
  public Answer probe(Duration limit) {
    int telephones =
        Devices.parse(config.autoAnswerDevices()).size()
            + Devices.parse(config.personDevices()).size();
    return Answer.of("simulator, " + telephones + " telephones");
  }
}
