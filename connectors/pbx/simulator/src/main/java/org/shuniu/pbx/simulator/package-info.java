// SPDX-License-Identifier: Apache-2.0
/**
 * A switch that exists in memory only, with telephones and citizens around it: for demonstrations,
 * tests and load. What it tells has the form of what a real switch tells. All of it runs on the
 * timers of its host; there is no thread for each call.
 */
@NullMarked
package org.shuniu.pbx.simulator;

import org.jspecify.annotations.NullMarked;
