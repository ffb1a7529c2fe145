// SPDX-License-Identifier: Apache-2.0
/**
 * The seam of PBX drivers (T1), seen from the hub: commands that a switch carries out and events
 * that it tells. Terms follow ECMA-269 where it has one.
 *
 * <p>A <b>call</b> groups the legs of one contact; its id is the contact's id. A <b>leg</b> is one
 * party's connection to the switch; its id is given by the driver for legs that come from outside
 * and by the hub for legs that it orders. A <b>device</b> is a telephone, named as the switch names
 * it. All of it is call control, not durable: after a break the driver asks the switch for its
 * state and tells {@link PbxSnapshot}.
 *
 * <p><b>No silence.</b> A leg of an outside party that is answered, connected to nobody and hears
 * no prompt hears music; the driver and the switch see to it without being told.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.shuniu.api.pbx;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
