// SPDX-License-Identifier: Apache-2.0
/**
 * Self service by telephone (I1, I3, I5, T11, T19): flows are data, checked, versioned and
 * published without a restart; an engine runs them for each caller, driven by events, without a
 * thread of its own.
 */
@NullMarked
package org.shuniu.services.ivr;

import org.jspecify.annotations.NullMarked;
