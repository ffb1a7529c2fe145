// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.shuniu.core.ops;

import org.jspecify.annotations.NullMarked;
