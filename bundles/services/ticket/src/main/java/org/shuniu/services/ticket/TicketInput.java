// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Ids;

/**
 * A ticket as it is written down.
 *
 * @param id made by who writes it; the same id again is the same ticket
 * @param contact from which it comes
 * @param title up to 100 characters
 * @param text up to 5,000 characters
 * @param department code of who shall handle it; without one somebody decides later
 * @param fields as the form of the process asks
 * @param parties at most 10
 */
public record TicketInput(
    String id,
    Optional<String> contact,
    Optional<String> citizen,
    RequestType requestType,
    String category,
    String process,
    String title,
    String text,
    Optional<String> department,
    boolean confidential,
    @Nullable Map<String, String> fields,
    @Nullable List<PartyInput> parties) {
  private static final int LONGEST_TITLE = 100;
  private static final int LONGEST_TEXT = 5_000;
  private static final int MOST_PARTIES = 10;

  public TicketInput {
    contact = contact.map(String::strip).filter(value -> !value.isEmpty());
    citizen = citizen.map(String::strip).filter(value -> !value.isEmpty());
    department = department.map(String::strip).filter(value -> !value.isEmpty());
    Map<String, String> values = new TreeMap<>();
    Stream.ofNullable(fields)
        .flatMap(map -> map.entrySet().stream())
        .forEach(field -> values.put(field.getKey(), Objects.toString(field.getValue(), "")));
    fields = Collections.unmodifiableMap(values);
    parties = Stream.ofNullable(parties).flatMap(List::stream).filter(Objects::nonNull).toList();
  }

  @Override
  public Map<String, String> fields() {
    return fields == null ? Map.of() : fields;
  }

  @Override
  public List<PartyInput> parties() {
    return parties == null ? List.of() : parties;
  }

  /** {@code ticket.input.invalid} with all that is wrong, the fields of the form included. */
  void check(Optional<Form> form) {
    Problems problems = new Problems();
    if (!Ids.valid(id)) {
      problems.add("id", "invalid");
    }
    contact.ifPresent(value -> problems.code("contact", value));
    citizen.ifPresent(value -> problems.code("citizen", value));
    problems.code("category", category);
    problems.code("process", process);
    problems.required("title", title, LONGEST_TITLE, false);
    problems.required("text", text, LONGEST_TEXT, true);
    department.ifPresent(value -> problems.code("department", value));
    if (parties().size() > MOST_PARTIES) {
      problems.add("parties", "too-long");
    } else {
      for (int i = 0; i < parties().size(); i++) {
        parties().get(i).check("parties." + i, problems);
      }
    }
    form.ifPresentOrElse(
        known -> FormCheck.check(known, requestType, fields(), problems),
        () -> problems.add("process", "unknown"));
    problems.throwIfAny();
  }
}
