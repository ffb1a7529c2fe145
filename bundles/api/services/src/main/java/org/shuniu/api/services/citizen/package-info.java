// SPDX-License-Identifier: Apache-2.0
/**
 * Citizens: persons and organisations that are served, and how far the hub knows who it speaks
 * with.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.shuniu.api.services.citizen;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
