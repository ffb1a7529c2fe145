// SPDX-License-Identifier: Apache-2.0
/** Checks whether a connector may go to a hotline: the program, its verdicts and its reports. */
@NullMarked
package org.shuniu.check;

import org.jspecify.annotations.NullMarked;
