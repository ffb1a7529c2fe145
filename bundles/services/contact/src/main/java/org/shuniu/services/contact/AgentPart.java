// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An agent's part in a {@link Call}: from the reservation until the talk is over. */
final class AgentPart {
  /** How far it has come. */
  enum Step {
    /** The telephone was ordered to ring. */
    RINGING,
    /** The agent is there; the citizen hears the agent's number (T9). */
    ANNOUNCING,
    /** The two were ordered to be connected. */
    CONNECTING,
    TALKING,
    OVER
  }

  final String agent;
  final String userId;
  final String number;
  final String name;
  final String device;
  final String leg;
  final String reservation;

  Step step = Step.RINGING;

  /** Request of the announcement's prompt. */
  final String announcement;

  /** The announcement, once it has been spoken. */
  @Nullable String audio;

  boolean playing;
  boolean shown;
  boolean hangUpOrdered;
  int connects;
  @Nullable Instant announceSince;

  AgentPart(
      String agent,
      String userId,
      String number,
      String name,
      String device,
      String leg,
      String reservation,
      String announcement) {
    this.agent = agent;
    this.userId = userId;
    this.number = number;
    this.name = name;
    this.device = device;
    this.leg = leg;
    this.reservation = reservation;
    this.announcement = announcement;
  }

  boolean talking() {
    return step == Step.TALKING;
  }
}
