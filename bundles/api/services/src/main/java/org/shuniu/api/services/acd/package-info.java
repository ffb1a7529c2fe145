// SPDX-License-Identifier: Apache-2.0
/** The ACD: who gets which contact, and in which state each agent is. It knows no medium. */
@Export
@Version("0.1.0")
@NullMarked
package org.shuniu.api.services.acd;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
