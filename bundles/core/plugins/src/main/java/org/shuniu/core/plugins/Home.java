// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** Where the hub keeps its files. */
final class Home {
  /** Where connectors keep their files, for seams without settings of their own. */
  static final String CONNECTORS = "data/connectors";

  private Home() {}

  /** A configured directory; relative ones lie in the hub's home. */
  static Path resolve(BundleContext context, String directory) {
    String home = context.getProperty("shuniu.home");
    if (home == null || home.isBlank()) {
      home = context.getProperty("karaf.base");
    }
    return Path.of(home == null ? "." : home).resolve(directory).toAbsolutePath().normalize();
  }
}
