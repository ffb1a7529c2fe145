// SPDX-License-Identifier: Apache-2.0
/** A clean hub, the door into it, and the foreign system that a connector talks to. */
@NullMarked
package org.shuniu.check.hub;

import org.jspecify.annotations.NullMarked;
