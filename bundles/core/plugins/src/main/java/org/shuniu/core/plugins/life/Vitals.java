// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.util.List;

/** What the life of plugins sees of the hosts that run their instances. */
public interface Vitals {
  /** All instances of all seams. */
  List<Vital> vitals();
}
