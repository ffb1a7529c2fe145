// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.acd;

/** What an agent does (T2). Says nothing of the telephone or of a call. */
public enum AgentState {
  LOGGED_OUT,
  /** Not ready, with a reason: training, meal, meeting … */
  NOT_READY,
  READY,
  /** Chosen for a contact; the telephone rings. */
  RESERVED,
  /** Serves a contact. */
  BUSY,
  AFTER_CALL_WORK,
  BREAK
}
