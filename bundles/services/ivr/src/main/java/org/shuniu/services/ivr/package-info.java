// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.shuniu.services.ivr;

import org.jspecify.annotations.NullMarked;
