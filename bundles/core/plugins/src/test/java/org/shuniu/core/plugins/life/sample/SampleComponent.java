// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life.sample;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleContext;

/** A component as connectors have them, that does not activate; in the jars of tests. */
public final class SampleComponent {
  void activate(BundleContext context) throws InterruptedException {
    if ("block".equals(context.getBundle().getHeaders().get("Sample-Does"))) {
      new CountDownLatch(1).await();
    }
    throw new IllegalStateException("no licence for " + context.getBundle().getVersion());
  }
}
