// SPDX-License-Identifier: Apache-2.0
/** The part that runs inside of the hub. */
@NullMarked
package org.shuniu.check.inside;

import org.jspecify.annotations.NullMarked;
