// SPDX-License-Identifier: Apache-2.0
/** Speech of a program of this machine. */
@NullMarked
package org.shuniu.archetype.speech;

import org.jspecify.annotations.NullMarked;
