// SPDX-License-Identifier: Apache-2.0
/** The contract of business links. */
@NullMarked
package org.shuniu.api.testkit.business;

import org.jspecify.annotations.NullMarked;
