// SPDX-License-Identifier: Apache-2.0
/**
 * Alarms (M3): rules over {@code /metrics}, from the moment that something is bad to the moment
 * that somebody knows. Who raised, acknowledged and cleared is kept; who is told is told once, in
 * few messages, and not at night unless it is critical.
 */
@NullMarked
package org.shuniu.core.ops.alarm;

import org.jspecify.annotations.NullMarked;
