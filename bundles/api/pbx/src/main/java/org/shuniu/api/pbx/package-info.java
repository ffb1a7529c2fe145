// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.shuniu.api.pbx;

import org.jspecify.annotations.NullMarked;
