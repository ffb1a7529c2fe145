// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the fields of a ticket with the form of its process. */
final class FormCheck {
  private FormCheck() {}

  /** Adds what is wrong; the fields are those of this form and nothing else. */
  static void check(Form form, RequestType type, Map<String, String> fields, Problems problems) {
    if (!form.requestTypes().isEmpty() && !form.requestTypes().contains(type)) {
      problems.add("requestType", "invalid");
    }
    Set<String> known =
        form.fields().stream().map(Form.FormField::name).collect(Collectors.toSet());
    fields.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> problems.add("fields." + name, "unknown"));
    for (Form.FormField field : form.fields()) {
      String value = fields.getOrDefault(field.name(), "");
      if (!value.isBlank()) {
        check(field, value, problems);
      } else if (field.required()) {
        problems.add("fields." + field.name(), "required");
      }
    }
  }

  private static void check(Form.FormField field, String value, Problems problems) {
    String name = "fields." + field.name();
    switch (field.kind()) {
      case TEXT -> problems.text(name, value, field.most(), false);
      case MULTILINE -> problems.text(name, value, field.most(), true);
      case DATE -> {
        if (!date(value)) {
          problems.add(name, "invalid");
        }
      }
      case SELECT -> {
        if (field.options().stream().noneMatch(option -> option.value().equals(value))) {
          problems.add(name, "invalid");
        }
      }
      case DEPARTMENT -> problems.code(name, value);
      case PHONE -> {
        if (PhoneNumber.normal(value).isEmpty()) {
          problems.add(name, "invalid");
        }
      }
    }
  }

  private static boolean date(String value) {
    try {
      LocalDate.parse(value);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
