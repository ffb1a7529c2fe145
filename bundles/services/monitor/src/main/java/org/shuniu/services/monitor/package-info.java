// SPDX-License-Identifier: Apache-2.0
/**
 * What goes on in the contact centre (M1, M2, M4, X7). {@code Facts} and {@code AgentTimes} keep
 * what the bus tells; {@code Tallies} are the sums of it in memory; {@code Wall} makes the figures
 * of the metric dictionary ({@code docs/metrics.md}) out of them, {@code Watches} tells the
 * consoles what changed.
 */
@NullMarked
package org.shuniu.services.monitor;

import org.jspecify.annotations.NullMarked;
