// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

/** Which controls work at this moment. */
public record ContactControls(
    boolean hold,
    boolean retrieve,
    boolean mute,
    boolean unmute,
    boolean hangup,
    boolean answer,
    boolean verifyCaller) {}
