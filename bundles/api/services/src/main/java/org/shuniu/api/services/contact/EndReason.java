// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.contact;

/** How the citizen's part of a contact ended; every rate is counted from these. */
public enum EndReason {
  /** Went before anything was said. */
  ABANDONED_OFFERED,
  /** Went, or was done, in self service. */
  SELF_SERVED,
  /** Went while waiting for an agent. */
  ABANDONED_QUEUED,
  /** Went while an agent's telephone rang. */
  ABANDONED_RINGING,
  /** Served by an agent, who or whose telephone ended it. */
  ENDED_BY_AGENT,
  /** Served by an agent, ended by the citizen. */
  ENDED_BY_CITIZEN,
  /** The hub or the switch ended it. */
  ENDED_BY_HUB,
  /** It was over when the hub came back; how is not known. */
  LOST
}
