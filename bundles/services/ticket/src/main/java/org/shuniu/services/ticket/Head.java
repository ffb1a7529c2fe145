// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What was written when the ticket was opened, and stays. */
record Head(
    String id,
    String number,
    Optional<String> contact,
    Optional<String> citizen,
    RequestType requestType,
    String category,
    String process,
    int formVersion,
    String title,
    String text,
    boolean confidential,
    Map<String, String> fields,
    String region,
    String createdBy,
    Instant createdAt) {
  /** What ties together all messages of this matter. */
  String correlation() {
    return contact.orElse(id);
  }

  @Override
  public String toString() {
    return number;
  }
}
