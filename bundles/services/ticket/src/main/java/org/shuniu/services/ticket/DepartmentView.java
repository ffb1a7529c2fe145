// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.Optional;

/**
 * A department, as shown and as written by an administrator.
 *
 * @param code letters, digits, dots and dashes, 64 at most
 * @param link instance of a business link; absent where people tell what the department does
 * @param enabled takes new tickets
 */
public record DepartmentView(
    String code,
    String labelZh,
    String labelEn,
    Optional<String> link,
    Optional<String> phone,
    boolean enabled) {
  private static final int LONGEST_LABEL = 100;

  static DepartmentView of(Department department) {
    return new DepartmentView(
        department.code(),
        department.labelZh(),
        department.labelEn(),
        department.link(),
        department.phone(),
        department.enabled());
  }

  /** The department; {@code ticket.input.invalid} with all that is wrong. */
  Department checked() {
    Problems problems = new Problems();
    problems.code("code", code);
    problems.required("labelZh", labelZh, LONGEST_LABEL, false);
    problems.required("labelEn", labelEn, LONGEST_LABEL, false);
    Optional<String> toLink = link.map(String::strip).filter(text -> !text.isEmpty());
    toLink.ifPresent(name -> problems.code("link", name));
    Optional<String> number = phone.map(String::strip).filter(text -> !text.isEmpty());
    number
        .filter(text -> PhoneNumber.normal(text).isEmpty())
        .ifPresent(text -> problems.add("phone", "invalid"));
    problems.throwIfAny();
    return new Department(
        code,
        labelZh.strip(),
        labelEn.strip(),
        toLink,
        number.flatMap(PhoneNumber::normal),
        enabled);
  }
}
