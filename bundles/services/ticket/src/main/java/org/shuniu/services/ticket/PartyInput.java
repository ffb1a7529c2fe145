// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.Optional;

/**
 * A party of a ticket as it is written down.
 *
 * @param name up to 60 characters
 * @param phone any usual way to write a number
 * @param citizen id of the citizen, if one is known
 */
public record PartyInput(
    PartyRole role, String name, Optional<String> phone, Optional<String> citizen) {
  private static final int LONGEST_NAME = 60;

  public PartyInput {
    phone = phone.map(String::strip).filter(text -> !text.isEmpty());
  }

  void check(String field, Problems problems) {
    problems.required(field + ".name", name, LONGEST_NAME, false);
    phone
        .filter(number -> PhoneNumber.normal(number).isEmpty())
        .ifPresent(number -> problems.add(field + ".phone", "invalid"));
    citizen.ifPresent(id -> problems.code(field + ".citizen", id));
  }
}
