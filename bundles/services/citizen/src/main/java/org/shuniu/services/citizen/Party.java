// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

/** Who a person is in a contact. */
public enum Party {
  /** Who is at the other end of the line. */
  CALLER,
  /** Whom it is about, where that is somebody else: the mother for whom the daughter asks. */
  SUBJECT
}
