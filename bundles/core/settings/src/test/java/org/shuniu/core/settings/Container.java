// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.ConfigurationAdmin;

/** A framework with the Config Admin and the fileinstall of the distribution. */
final class Container implements AutoCloseable {
  private final Framework framework;

  /**
   * @param cache what the framework remembers; another folder is a wiped cache
   */
  Container(Path etc, Path cache) throws BundleException {
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    cache.toString(),
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    "org.osgi.service.cm;version=1.6.1",
                    "felix.fileinstall.dir",
                    etc.toString(),
                    "felix.fileinstall.filter",
                    ".*\\.(cfg|config|json)",
                    "felix.fileinstall.poll",
                    "100",
                    "felix.fileinstall.noInitialDelay",
                    "true",
                    "felix.fileinstall.enableConfigSave",
                    "false",
                    "felix.fileinstall.configEncoding",
                    "UTF-8",
                    "felix.fileinstall.log.level",
                    "0"));
    framework.start();
    BundleContext context = framework.getBundleContext();
    for (String jar : List.of("felix.configadmin-", "felix.fileinstall-")) {
      context.installBundle(onClassPath(jar)).start();
    }
  }

  ConfigurationAdmin admin() {
    BundleContext context = framework.getBundleContext();
    return context.getService(context.getServiceReference(ConfigurationAdmin.class));
  }

  private static String onClassPath(String name) {
    for (String entry : System.getProperty("java.class.path").split(":")) {
      if (Path.of(entry).getFileName().toString().contains(name)) {
        return Path.of(entry).toUri().toString();
      }
    }
    throw new IllegalStateException(name);
  }

  @Override
  public void close() throws IOException {
    try {
      framework.stop();
      framework.waitForStop(10_000);
    } catch (BundleException | InterruptedException e) {
      throw new IOException(e);
    }
  }
}
