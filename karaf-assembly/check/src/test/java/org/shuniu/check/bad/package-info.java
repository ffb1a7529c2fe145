// SPDX-License-Identifier: Apache-2.0
/** Connectors that must be refused, each for its own reason. */
@NullMarked
package org.shuniu.check.bad;

import org.jspecify.annotations.NullMarked;
