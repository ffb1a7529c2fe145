// SPDX-License-Identifier: Apache-2.0
/** The contract of channels. */
@NullMarked
package org.shuniu.api.testkit.channel;

import org.jspecify.annotations.NullMarked;
