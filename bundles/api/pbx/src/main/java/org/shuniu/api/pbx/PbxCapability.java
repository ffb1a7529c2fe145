// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.pbx;

/** What not every switch can do; the console greys what is missing. */
public enum PbxCapability {
  /** {@link PbxCommand.AnswerDevice}: a ringing telephone is answered by the hub's order. */
  ANSWER_DEVICE,
  HOLD,
  MUTE,
  RECORD,
  /** Prompts can be cut by a key. */
  BARGE_IN,
  /** The state of telephones is told. */
  DEVICE_STATE
}
