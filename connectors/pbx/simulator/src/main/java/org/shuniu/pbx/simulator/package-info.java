// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.shuniu.pbx.simulator;

import org.jspecify.annotations.NullMarked;
