// SPDX-License-Identifier: Apache-2.0
/** Serves the browser console, which is built from the TypeScript beside it. */
@NullMarked
package org.shuniu.web.console;

import org.jspecify.annotations.NullMarked;
