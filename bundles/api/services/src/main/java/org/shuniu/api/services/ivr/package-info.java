// SPDX-License-Identifier: Apache-2.0
/** Self service: flows that speak and take keys. */
@Export
@Version("0.1.0")
@NullMarked
package org.shuniu.api.services.ivr;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
