// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import org.shuniu.api.base.Region;

/**
 * Where a contact counts.
 *
 * @param line number that was called; {@link #NONE} while it is not known
 * @param skill that was asked for last; {@link #NONE} before any was
 */
record Cell(String line, Region region, String skill) {
  static final String NONE = "";
}
