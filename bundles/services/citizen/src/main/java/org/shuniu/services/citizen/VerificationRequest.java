// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person said to prove who that is.
 *
 * @param contact in which
 * @param method {@code identity}: the number of the document is the known one (BASIC); {@code
 *     questions}: that, and answers that agree with the business system (STRONG); {@code
 *     on-behalf}: no proof, the verified caller asks for this citizen (BASIC)
 * @param party absent: the caller where none is verified yet, else the subject
 * @param identity for identity and questions
 * @param answers for questions: {@code name}, {@code employer} (of the last month that is paid),
 *     {@code base} (contribution base of that month, yuan), {@code month} (that month, 2026-01)
 * @param reason for on-behalf
 */
public record VerificationRequest(
    String contact,
    String method,
    Optional<Party> party,
    Optional<String> identity,
    @Nullable Map<String, String> answers,
    Optional<String> reason) {
  private static final int MOST_ANSWERS = 10;

  public VerificationRequest {
    Rules.reference(contact, "contact");
    answers = answers == null ? Map.of() : Map.copyOf(answers);
    Rules.refuseIf(
        answers.size() > MOST_ANSWERS || answers.values().stream().anyMatch(a -> a.length() > 100),
        "answers");
  }

  Map<String, String> given() {
    return answers == null ? Map.of() : answers;
  }

  String stated() {
    return identity.orElseThrow(() -> Rules.invalid("identity"));
  }

  @Override
  public String toString() {
    return "VerificationRequest " + method;
  }
}
