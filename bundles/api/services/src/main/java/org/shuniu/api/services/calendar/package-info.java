// SPDX-License-Identifier: Apache-2.0
/**
 * Working time: the one place where opening hours, public holidays and make-up working days are
 * counted (W5, T19).
 */
@Export
@Version("0.1.0")
@NullMarked
package org.shuniu.api.services.calendar;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
