// SPDX-License-Identifier: Apache-2.0
/**
 * The seam of speech engines, seen from the hub (I3). Audio is a file and does not travel on the
 * bus.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.shuniu.api.speech;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
