// SPDX-License-Identifier: Apache-2.0
/** Link to a business system by HTTP and JSON. */
@NullMarked
package org.shuniu.archetype.business;

import org.jspecify.annotations.NullMarked;
