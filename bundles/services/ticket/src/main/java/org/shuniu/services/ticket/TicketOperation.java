// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.shuniu.api.base.HubException;

/** What a person may do to a ticket (W2), and the permission for it. */
enum TicketOperation {
  /** The department took it; told by hand. */
  ACCEPT("ticket:close"),
  /** The department has solved it; told by hand. */
  RESOLVE("ticket:close"),
  /** The department will not do it; told by hand. */
  SEND_BACK("ticket:close"),
  /** The centre takes the answer or wants another. */
  REVIEW("ticket:review"),
  /** Somebody of the centre says how it goes on. */
  DECIDE("ticket:review"),
  /** To a department, by somebody who has to decide. */
  DISPATCH("ticket:review"),
  URGE("ticket:write"),
  NOTE("ticket:write"),
  CLOSE("ticket:close"),
  DISCARD("ticket:discard");

  final String permission;

  TicketOperation(String permission) {
    this.permission = permission;
  }

  /** How REST and the history write it. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static TicketOperation of(String code) {
    return Arrays.stream(values())
        .filter(operation -> operation.code().equals(code))
        .findFirst()
        .orElseThrow(() -> HubException.notFound("ticket.operation.unknown", ""));
  }

  /** It cannot be done now. */
  HubException refused(Ticket ticket) {
    return HubException.conflict(
        "ticket.operation.not-allowed", Map.of("operation", code(), "state", ticket.state.name()));
  }
}
