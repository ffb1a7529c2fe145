// SPDX-License-Identifier: Apache-2.0
/** Reads dumps of a heap. */
@NullMarked
package org.shuniu.check.heap;

import org.jspecify.annotations.NullMarked;
