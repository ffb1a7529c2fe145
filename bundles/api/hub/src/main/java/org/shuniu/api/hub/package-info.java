// SPDX-License-Identifier: Apache-2.0
/**
 * What the core offers to every service and connector: the bus, transactions, permission checks,
 * audit, metrics, the registration of REST resources and the context of a connector.
 * Implementations live in {@code bundles/core} and {@code bundles/web}; get them as OSGi services.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.shuniu.api.hub;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
