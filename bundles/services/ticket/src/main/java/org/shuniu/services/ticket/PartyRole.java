// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

/** Who somebody is to a ticket; the four are different parties of it. */
public enum PartyRole {
  /** Who called, wrote or came. */
  CALLER,
  /** Whom it is about. */
  SUBJECT,
  /** Who reports somebody else; hidden in a confidential ticket (X10). */
  INFORMANT,
  /** Against whom it is. */
  RESPONDENT;

  /** Whether this party must not become known when the ticket is confidential. */
  boolean protectedWhenConfidential() {
    return this == CALLER || this == INFORMANT;
  }
}
