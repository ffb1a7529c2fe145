// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What a deliver_sm carries.
 *
 * @param carrierId the carrier's id, which few give with a citizen's text
 * @param place empty for a text that is whole
 * @param text not yet clean: a character may be divided between two parts
 */
record Message(
    String from, String to, Optional<String> carrierId, Optional<Place> place, String text) {
  private static final int UDHI = 0x40;
  private static final Charset GBK = Charset.forName("GBK");

  /** The place of a part: {@code number} of {@code total}, from 1. */
  record Place(int reference, int total, int number) {
    private static Optional<Place> of(int reference, int total, int number) {
      boolean sane = total > 1 && number >= 1 && number <= total;
      return sane ? Optional.of(new Place(reference, total, number)) : Optional.empty();
    }
  }

  static Message of(DeliverSm deliver) {
    byte[] octets =
        Receipt.octets(deliver, Tag.MESSAGE_PAYLOAD)
            .filter(payload -> payload.length > 0)
            .orElseGet(() -> Optional.ofNullable(deliver.getShortMessage()).orElse(new byte[0]));
    Optional<Place> place = segment(deliver);
    if ((deliver.getEsmClass() & UDHI) != 0 && octets.length > 0) {
      int body = Math.min(octets.length, 1 + (octets[0] & 0xFF));
      place = header(Arrays.copyOfRange(octets, 1, body)).or(() -> segment(deliver));
      octets = Arrays.copyOfRange(octets, body, octets.length);
    }
    return new Message(
        number(deliver.getSourceAddr()),
        number(deliver.getDestAddress()),
        Receipt.carrierId(deliver),
        place,
        decode(octets, deliver.getDataCoding() & 0xFF));
  }

  private static String number(@Nullable String address) {
    String clean = address == null ? "" : Clean.number(address);
    return PhoneNumber.mobile(clean).orElse(clean);
  }

  private static Optional<Place> segment(DeliverSm deliver) {
    return Receipt.octets(deliver, Tag.SAR_MSG_REF_NUM)
        .flatMap(
            reference ->
                Receipt.octets(deliver, Tag.SAR_TOTAL_SEGMENTS)
                    .flatMap(
                        total ->
                            Receipt.octets(deliver, Tag.SAR_SEGMENT_SEQNUM)
                                .flatMap(
                                    number ->
                                        Place.of(
                                            // Apart from the references of user data headers.
                                            0x10000 | unsigned(reference),
                                            unsigned(total),
                                            unsigned(number)))));
  }

  private static int unsigned(byte[] octets) {
    int value = 0;
    for (int i = 0; i < Math.min(octets.length, 2); i++) {
      value = value << 8 | (octets[i] & 0xFF);
    }
    return value;
  }

  /** Looks for the element that joins parts, in a header that may be cut or lie. */
  private static Optional<Place> header(byte[] header) {
    ByteBuffer in = ByteBuffer.wrap(header);
    while (in.remaining() >= 2) {
      int element = in.get() & 0xFF;
      int length = in.get() & 0xFF;
      if (length > in.remaining()) {
        return Optional.empty();
      }
      byte[] value = new byte[length];
      in.get(value);
      if (element == 0x00 && length == 3) {
        return Place.of(value[0] & 0xFF, value[1] & 0xFF, value[2] & 0xFF);
      }
      if (element == 0x08 && length == 4) {
        return Place.of(unsigned(value), value[2] & 0xFF, value[3] & 0xFF);
      }
    }
    return Optional.empty();
  }

  /** By data_coding (5.2.19), and 15, by which carriers here mean GBK; the rest as GSM letters. */
  private static String decode(byte[] octets, int coding) {
    // In the group of message classes the third and fourth bit tell the alphabet.
    int alphabet = (coding & 0xF0) == 0x10 || (coding & 0xF0) == 0xF0 ? coding & 0x04 : coding;
    return switch (alphabet) {
      case 8 -> new String(octets, StandardCharsets.UTF_16BE);
      case 1 -> new String(octets, StandardCharsets.US_ASCII);
      case 2, 3, 4 -> new String(octets, StandardCharsets.ISO_8859_1);
      case 15 -> new String(octets, GBK);
      default -> Gsm7.decode(octets);
    };
  }

  @Override
  public String toString() {
    return "message of " + text.length() + " characters";
  }
}
