// SPDX-License-Identifier: Apache-2.0
/**
 * Hosts connectors. For each seam one host finds the services of the connectors, starts and stops
 * them within bounds, feeds them and publishes what they tell. A connector that throws or blocks
 * harms nobody but itself.
 */
@NullMarked
package org.shuniu.core.plugins;

import org.jspecify.annotations.NullMarked;
