// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.pbx;

/** Why a leg ended. */
public enum EndCause {
  /** A party hung up, or was hung up, in the usual way. */
  NORMAL,
  BUSY,
  NO_ANSWER,
  REJECTED,
  /** The device is not registered, or does not answer the switch. */
  UNREACHABLE,
  /** Ended before it was answered, by the side that began it. */
  CANCELLED,
  INVALID_NUMBER,
  CONGESTION,
  FAILED,
  /** It was gone when the hub looked; why is not known. */
  UNKNOWN
}
