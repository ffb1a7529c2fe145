// SPDX-License-Identifier: Apache-2.0
/**
 * Values that every other package may use: identities, messages and their envelope, errors,
 * regions, pages, masks of what is personal. Knows nothing of a hotline, of a bus or of a database.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.shuniu.api.base;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
