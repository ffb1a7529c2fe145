// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.shuniu.web.gateway;

import org.jspecify.annotations.NullMarked;
