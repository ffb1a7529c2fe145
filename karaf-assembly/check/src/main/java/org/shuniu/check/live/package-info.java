// SPDX-License-Identifier: Apache-2.0
/** What a connector does in a running hub. */
@NullMarked
package org.shuniu.check.live;

import org.jspecify.annotations.NullMarked;
