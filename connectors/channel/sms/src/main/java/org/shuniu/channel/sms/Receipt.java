// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;

/**
 * A delivery receipt, by its parameters (SMPP 3.4, 5.3.2) or else by its text (appendix B).
 *
 * @param id of the part, in the form of submissions
 * @param reason as the carrier writes states: {@code UNDELIV}; empty when delivered
 */
record Receipt(String id, boolean delivered, String reason) {
  private static final Pattern ID =
      Pattern.compile("(?:^|\\s)id:(\\S{1,64})", Pattern.CASE_INSENSITIVE);
  private static final Pattern STATE =
      Pattern.compile("\\bstat:([A-Za-z]{1,16})", Pattern.CASE_INSENSITIVE);
  private static final Pattern ERROR =
      Pattern.compile("\\berr:([0-9A-Za-z]{1,8})", Pattern.CASE_INSENSITIVE);
  private static final String DELIVERED = "DELIVRD";

  /** The final states by message_state. */
  private static final Map<Integer, String> FINAL =
      Map.of(2, DELIVERED, 3, "EXPIRED", 4, "DELETED", 5, "UNDELIV", 7, "UNKNOWN", 8, "REJECTD");

  /** Whether a deliver_sm tells of a text of ours and is not one of a citizen. */
  static boolean is(DeliverSm deliver) {
    return (deliver.getEsmClass() & 0x3C) != 0;
  }

  /** Empty when it tells of no end, or of no message. */
  static Optional<Receipt> of(DeliverSm deliver, String text, IdForm submitIds, IdForm textIds) {
    Optional<String> id =
        carrierId(deliver).map(submitIds::plain).or(() -> find(ID, text).map(textIds::plain));
    Optional<String> state =
        octets(deliver, Tag.MESSAGE_STATE)
            .filter(value -> value.length == 1)
            .map(value -> FINAL.getOrDefault((int) value[0], ""))
            .or(() -> find(STATE, text).map(s -> s.toUpperCase(Locale.ROOT)))
            .filter(FINAL::containsValue);
    return id.flatMap(
        part -> state.map(end -> new Receipt(part, end.equals(DELIVERED), reason(end, text))));
  }

  private static String reason(String state, String text) {
    if (state.equals(DELIVERED)) {
      return "";
    }
    return find(ERROR, text)
        .filter(code -> !code.matches("0+"))
        .map(code -> state + " " + code)
        .orElse(state);
  }

  private static Optional<String> find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String ascii(byte[] octets) {
    int end = octets.length;
    while (end > 0 && octets[end - 1] == 0) {
      end--;
    }
    return new String(octets, 0, end, StandardCharsets.US_ASCII);
  }

  /** receipted_message_id, as the carrier writes it. */
  static Optional<String> carrierId(DeliverSm deliver) {
    return octets(deliver, Tag.RECEIPTED_MESSAGE_ID)
        .map(Receipt::ascii)
        .map(Clean::number)
        .filter(given -> !given.isEmpty());
  }

  /** The value of an optional parameter. */
  static Optional<byte[]> octets(DeliverSm deliver, Tag tag) {
    OptionalParameter found = deliver.getOptionalParameter(tag);
    if (found == null) {
      return Optional.empty();
    }
    byte[] whole = found.serialize();
    return Optional.of(Arrays.copyOfRange(whole, 4, whole.length));
  }
}
