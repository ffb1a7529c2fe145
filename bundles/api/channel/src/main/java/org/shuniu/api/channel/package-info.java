// SPDX-License-Identifier: Apache-2.0
/**
 * The seam of channels (C3), seen from the hub: messages that go to citizens and come from them by
 * a carrier. A channel is an instance of a connector. Everything here is durable: what was accepted
 * is sent, once, or its failure is told.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.shuniu.api.channel;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
