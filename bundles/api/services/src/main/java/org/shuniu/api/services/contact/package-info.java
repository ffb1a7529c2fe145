// SPDX-License-Identifier: Apache-2.0
/**
 * Contacts: one service over one medium, from first sign to closing. The contact service conducts;
 * it alone orders legs to ring, connect and end.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.shuniu.api.services.contact;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
