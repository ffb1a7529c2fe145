// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ticket with all that belongs to it.
 *
 * @param code why it needs attention
 * @param answer of the department
 * @param reply what the citizen is told instead of the answer
 * @param works what the process waits for
 * @param notices ids of notices to the citizen
 * @param allowed what who asks may do now
 * @param version to be given along with what is done to it
 */
@Schema(name = "Ticket")
public record TicketView(
    @JsonUnwrapped TicketSummary summary,
    String text,
    int formVersion,
    Map<String, String> fields,
    List<PartyView> parties,
    Optional<String> code,
    Optional<String> answer,
    Optional<String> reply,
    List<HistoryView> history,
    List<WorkView> works,
    List<ExchangeView> exchanges,
    List<String> notices,
    List<String> allowed,
    int version) {}
