// SPDX-License-Identifier: Apache-2.0
/** Texts through a gateway by HTTP. */
@NullMarked
package org.shuniu.archetype.channel;

import org.jspecify.annotations.NullMarked;
