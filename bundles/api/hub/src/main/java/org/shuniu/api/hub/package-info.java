// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.shuniu.api.hub;

import org.jspecify.annotations.NullMarked;
