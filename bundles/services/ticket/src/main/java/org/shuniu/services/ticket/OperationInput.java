// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.HubException;

/**
 * What somebody does to a ticket.
 *
 * @param note up to 2,000 characters
 * @param department code of it
 * @param answer of the department, up to 4,000 characters
 * @param reply what the citizen is told instead of the answer, up to 500 characters
 * @param outcome of a review ({@code accepted}, {@code rejected}) or a decision ({@code dispatch},
 *     {@code notify}, {@code close}, {@code discard})
 * @param version of the ticket as the one who does it saw it
 */
public record OperationInput(
    Optional<String> note,
    Optional<String> department,
    Optional<String> answer,
    Optional<String> reply,
    Optional<String> outcome,
    int version) {
  private static final int LONGEST_NOTE = 2_000;
  private static final int LONGEST_ANSWER = 4_000;
  private static final int LONGEST_REPLY = 500;

  public OperationInput {
    note = note.map(String::strip).filter(text -> !text.isEmpty());
    department = department.map(String::strip).filter(text -> !text.isEmpty());
    answer = answer.map(String::strip).filter(text -> !text.isEmpty());
    reply = reply.map(String::strip).filter(text -> !text.isEmpty());
    outcome = outcome.map(String::strip).filter(text -> !text.isEmpty());
    Problems problems = new Problems();
    note.ifPresent(text -> problems.text("note", text, LONGEST_NOTE, true));
    department.ifPresent(code -> problems.code("department", code));
    answer.ifPresent(text -> problems.text("answer", text, LONGEST_ANSWER, true));
    reply.ifPresent(text -> problems.text("reply", text, LONGEST_REPLY, true));
    outcome.ifPresent(code -> problems.code("outcome", code));
    problems.throwIfAny();
  }

  String noteOrEmpty() {
    return note.orElse("");
  }

  /** The value, without which this cannot be done. */
  String needed(String field, Optional<String> value) {
    return value.orElseThrow(() -> problem(field, "required"));
  }

  static HubException invalid(String field) {
    return problem(field, "invalid");
  }

  private static HubException problem(String field, String code) {
    return HubException.caller(
        HubException.Reason.UNPROCESSABLE,
        "ticket.input.invalid",
        Map.of("problems", List.of(Map.of("field", field, "code", code))));
  }
}
