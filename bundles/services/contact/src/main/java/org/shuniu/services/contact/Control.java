// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

/** What an agent may do with a call of one's own (T3). */
enum Control {
  HOLD,
  RETRIEVE,
  MUTE,
  UNMUTE,
  HANGUP,
  ANSWER
}
