// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life.sample;

import org.osgi.framework.BundleContext;

/** A component as connectors have them, that fails to activate; in the jars of tests. */
public final class SampleComponent {
  void activate(BundleContext context) {
    throw new IllegalStateException("no licence for " + context.getBundle().getVersion());
  }
}
