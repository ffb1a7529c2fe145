// SPDX-License-Identifier: Apache-2.0
/** Tickets: what somebody must do, with a flow and an end that the citizen hears of. */
@Export
@Version("0.1.0")
@NullMarked
package org.shuniu.api.services.ticket;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
