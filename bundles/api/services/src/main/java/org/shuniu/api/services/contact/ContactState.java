// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.contact;

/** The life of a contact. */
public enum ContactState {
  /** It is there; nothing was done yet. */
  OFFERED,
  /** A flow speaks with the citizen. */
  SELF_SERVICE,
  /** Waits for an agent. */
  QUEUED,
  /** An agent was chosen and is being called. */
  RESERVED,
  /** An agent serves. */
  ACTIVE,
  /** The citizen has gone, the agent notes the wrap-up. */
  AFTER_CONTACT_WORK,
  CLOSED
}
