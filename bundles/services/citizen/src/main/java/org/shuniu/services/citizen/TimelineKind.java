// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

/** What a line of a citizen's history is about. */
public enum TimelineKind {
  CONTACT,
  TICKET,
  NOTICE,
  VERIFICATION,
  /** An order to a business system. */
  BUSINESS,
  MERGE
}
