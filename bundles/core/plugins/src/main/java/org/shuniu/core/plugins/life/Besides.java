// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import org.osgi.framework.Bundle;

/** Versions of plugins that run beside the one that serves everybody. */
public final class Besides {
  static final String SCHEME = "shuniu-beside:";

  private Besides() {}

  /** Whether this bundle serves only the instances that name its version. */
  public static boolean runs(Bundle bundle) {
    return bundle.getLocation().startsWith(SCHEME);
  }
}
