// SPDX-License-Identifier: Apache-2.0
/**
 * What the hub runs on, read every few seconds (M3): machine, virtual machine, disks, database,
 * broker, links, ports. Every reading is a gauge of {@code /metrics} as well, so the system page,
 * the alarms and Prometheus never tell different numbers.
 */
@NullMarked
package org.shuniu.core.ops.log;

import org.jspecify.annotations.NullMarked;
