// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.services.ticket.TicketState;

/** What tickets are looked for, as a request says it; an empty filter lets everything pass. */
public class TicketFilter {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,8}(-[0-9]{0,9})?");
  private static final int LONGEST = 64;

  @QueryParam("state")
  public @Nullable String state;

  @QueryParam("department")
  public @Nullable String department;

  @QueryParam("category")
  public @Nullable String category;

  @QueryParam("requestType")
  public @Nullable String requestType;

  @QueryParam("process")
  public @Nullable String process;

  /** The number, or how it begins. */
  @QueryParam("number")
  public @Nullable String number;

  @QueryParam("contact")
  public @Nullable String contact;

  @QueryParam("citizen")
  public @Nullable String citizen;

  @QueryParam("createdBy")
  public @Nullable String createdBy;

  /** A part of the title. */
  @QueryParam("text")
  public @Nullable String text;

  /** Telephone number of a party, the whole of it. */
  @QueryParam("phone")
  public @Nullable String phone;

  /** Written at this moment or later. */
  @QueryParam("from")
  public @Nullable String from;

  /** Written before this moment. */
  @QueryParam("to")
  public @Nullable String to;

  Optional<TicketState> wantedState() {
    return constant("state", state, TicketState.values());
  }

  Optional<RequestType> wantedRequestType() {
    return constant("requestType", requestType, RequestType.values());
  }

  Optional<String> wantedNumber() {
    Optional<String> wanted = given("number", number);
    if (wanted.filter(prefix -> !NUMBER.matcher(prefix).matches()).isPresent()) {
      throw invalid("number");
    }
    return wanted;
  }

  Optional<String> wantedPhone() {
    return given("phone", phone)
        .map(wanted -> PhoneNumber.normal(wanted).orElseThrow(() -> invalid("phone")));
  }

  Optional<Instant> wantedFrom() {
    return instant("from", from);
  }

  Optional<Instant> wantedTo() {
    return instant("to", to);
  }

  /** The value of a parameter, bounded. */
  static Optional<String> given(String name, @Nullable String value) {
    Optional<String> wanted =
        Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    if (wanted
        .filter(text -> text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl))
        .isPresent()) {
      throw invalid(name);
    }
    return wanted;
  }

  private static <E extends Enum<E>> Optional<E> constant(
      String name, @Nullable String value, E[] constants) {
    return given(name, value)
        .map(text -> text.toUpperCase(Locale.ROOT))
        .map(
            text ->
                Arrays.stream(constants)
                    .filter(each -> each.name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> invalid(name)));
  }

  private static Optional<Instant> instant(String name, @Nullable String value) {
    try {
      return given(name, value).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw invalid(name);
    }
  }

  static HubException invalid(String field) {
    return HubException.invalid("ticket.filter.invalid", Map.of("field", field));
  }
}
