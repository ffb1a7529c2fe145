// SPDX-License-Identifier: Apache-2.0
/**
 * The settings of all bundles (P8): what the Metatype documents say of them, what stands in the
 * files of {@code etc}, who changed it and how it was before. The files are the truth; this package
 * changes them as an administrator with an editor would, and the container takes them up from
 * there.
 */
@NullMarked
package org.shuniu.core.settings;

import org.jspecify.annotations.NullMarked;
