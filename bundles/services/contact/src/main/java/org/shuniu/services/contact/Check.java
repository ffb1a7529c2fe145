// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Instant;

/**
 * A caller's proof of identity within a talk (T11): the agent's telephone is on hold while a flow
 * asks the caller. In memory only: a hub that forgot it connects the two again.
 */
final class Check {
  /** How far it has come. */
  enum Step {
    /** The agent's telephone was ordered to be held. */
    HOLDING,
    /** The agent hears nothing of the caller; the flow asks. */
    ASKING,
    /** The two were ordered to talk again. */
    RETURNING
  }

  Step step = Step.HOLDING;

  /** When the check, and when its present step began. */
  final Instant since;

  Instant stepSince;

  /** The flow gave a sign of life. */
  boolean seen;

  /** How often the present step was ordered. */
  int orders;

  Check(Instant since) {
    this.since = since;
    this.stepSince = since;
  }

  void become(Step next, Instant now) {
    step = next;
    stepSince = now;
    orders = 0;
  }
}
