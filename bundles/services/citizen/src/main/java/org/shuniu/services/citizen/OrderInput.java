// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Ids;

/**
 * What a business system shall do for a citizen.
 *
 * @param contact for which
 * @param operation {@code card.report-loss} …
 * @param content what the operation takes besides the citizen's identity, which the hub adds
 * @param link who shall do it; absent for the social insurance
 * @param request a UUID made by the client: the same again is the same order
 */
public record OrderInput(
    String contact,
    String operation,
    @Nullable Map<String, Object> content,
    Optional<String> link,
    String request) {
  public OrderInput {
    Rules.reference(contact, "contact");
    Rules.reference(operation, "operation");
    link.ifPresent(name -> Rules.reference(name, "link"));
    content = Content.checked(content);
    Rules.refuseIf(!Ids.valid(request), "request");
  }

  Map<String, Object> given() {
    return content == null ? Map.of() : content;
  }

  @Override
  public String toString() {
    return "OrderInput " + operation + " " + request;
  }
}
