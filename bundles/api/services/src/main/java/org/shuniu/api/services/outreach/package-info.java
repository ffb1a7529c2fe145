// SPDX-License-Identifier: Apache-2.0
/** Outreach: messages from the hub to citizens, over whatever channel. */
@Export
@Version("0.1.0")
@NullMarked
package org.shuniu.api.services.outreach;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
