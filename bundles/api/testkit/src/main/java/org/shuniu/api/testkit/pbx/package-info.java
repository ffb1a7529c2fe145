// SPDX-License-Identifier: Apache-2.0
/** What every PBX driver is tested with. */
@NullMarked
package org.shuniu.api.testkit.pbx;

import org.jspecify.annotations.NullMarked;
