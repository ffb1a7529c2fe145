// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

/** What an agent may do with a call of one's own (T3). */
enum Control {
  HOLD,
  RETRIEVE,
  MUTE,
  UNMUTE,
  HANGUP,
  ANSWER,
  /** Lets the caller prove who it is by a password that the agent does not hear (T11). */
  VERIFY_CALLER
}
