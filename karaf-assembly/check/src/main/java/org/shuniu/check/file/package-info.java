// SPDX-License-Identifier: Apache-2.0
/** What a file tells without being run. */
@NullMarked
package org.shuniu.check.file;

import org.jspecify.annotations.NullMarked;
