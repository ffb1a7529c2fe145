// SPDX-License-Identifier: Apache-2.0
/**
 * Drives Asterisk. {@code AsteriskDriver} is the seam; {@code AmiSession} is one login and hides
 * Asterisk-Java; {@code AmiLink} keeps one login alive; {@code Board} holds the legs, lets events
 * change them and turns orders into actions; {@code LegMedia} is what one leg hears and keys. All
 * state belongs to one thread, the instance's loop.
 */
@NullMarked
package org.shuniu.pbx.asterisk;

import org.jspecify.annotations.NullMarked;
