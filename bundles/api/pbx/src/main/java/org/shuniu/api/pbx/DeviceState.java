// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.pbx;

/** State of a telephone; says nothing of the agent who sits there. */
public enum DeviceState {
  AVAILABLE,
  RINGING,
  BUSY,
  /** Not registered, or registered and not to be reached. */
  UNREGISTERED,
  UNKNOWN
}
