// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.Optional;

/** What a decision may have to know besides the ticket; looked up only when it is needed. */
interface Surroundings {
  /** The department, if it takes tickets. */
  Optional<Department> department(String code);

  /** Who is answered, with sealed values. */
  Optional<Recipient> recipient();

  /** Whom to answer. */
  record Recipient(String sealedName, Optional<String> sealedPhone) {}

  /** A sealed value, opened. */
  String open(String sealed);

  /** The text of notices that the ticket's form brings along. */
  Optional<String> noticeTemplate();
}
