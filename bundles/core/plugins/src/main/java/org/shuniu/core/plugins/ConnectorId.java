// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.LinkState;
import org.shuniu.core.plugins.life.Vital;

/**
 * Which connector.
 *
 * @param seam {@code pbx}, {@code speech}, {@code business}, {@code channel}, {@code workflow}
 * @param instance its name, unique within the seam
 * @param bundle symbolic name of the bundle it comes from
 * @param version of that bundle
 */
record ConnectorId(String seam, String instance, String bundle, String version) {
  /** Of a service: the instance is named by its property {@code name}. */
  static ConnectorId of(String seam, ServiceReference<?> reference) {
    Bundle bundle = reference.getBundle();
    Object name = reference.getProperty("name");
    return new ConnectorId(
        seam,
        name == null ? bundle.getSymbolicName() : name.toString(),
        bundle.getSymbolicName(),
        bundle.getVersion().toString());
  }

  /** For those who show connectors. */
  Connectors.Status status(LinkState link, Set<String> capabilities) {
    return new Connectors.Status(bundle, version, seam, instance, link, capabilities);
  }

  /** For those who decide whether its bundle is well. */
  Vital vital(LinkState link, long asked, long broken) {
    return new Vital(seam, instance, bundle, version, link, asked, broken);
  }

  @Override
  public String toString() {
    return seam + "/" + instance;
  }
}
