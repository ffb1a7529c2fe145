// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.shuniu.business.soap;

import org.jspecify.annotations.NullMarked;
