// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question to a business system about a citizen.
 *
 * @param contact for which it is asked
 * @param operation {@code account.query} …
 * @param content what the operation takes besides the citizen's identity, which the hub adds
 * @param link whom to ask; absent for the social insurance
 * @param fresh asks the system even where an answer is at hand
 */
public record BusinessQuestion(
    String contact,
    String operation,
    @Nullable Map<String, Object> content,
    Optional<String> link,
    Optional<Boolean> fresh) {
  public BusinessQuestion {
    Rules.reference(contact, "contact");
    Rules.reference(operation, "operation");
    link.ifPresent(name -> Rules.reference(name, "link"));
    content = Content.checked(content);
  }

  Map<String, Object> given() {
    return content == null ? Map.of() : content;
  }

  @Override
  public String toString() {
    return "BusinessQuestion " + operation;
  }
}
