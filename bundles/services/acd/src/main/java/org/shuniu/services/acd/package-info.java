// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.shuniu.services.acd;

import org.jspecify.annotations.NullMarked;
