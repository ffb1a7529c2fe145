// SPDX-License-Identifier: Apache-2.0
/** What a channel implements. */
@Export
@Version("0.1.0")
@NullMarked
package org.shuniu.api.channel.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
