// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.shuniu.core.plugins;

import org.jspecify.annotations.NullMarked;
