// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What one submit_sm carries.
 *
 * @param octets of the text, after the header that joins parts, if there is one
 * @param coding data_coding
 * @param joined whether {@code octets} begin with a user data header
 * @param payload whether they travel in message_payload and not in short_message
 */
record Part(byte[] octets, byte coding, boolean joined, boolean payload) {
  static final byte GSM = 0;
  static final byte UCS2 = 8;
  private static final int GSM_WHOLE = 160;
  private static final int GSM_JOINED = 153;
  private static final int UCS2_WHOLE = 70;
  private static final int UCS2_JOINED = 67;
  private static final int MOST = 255;

  /**
   * Divides a text. ASCII travels in the default alphabet, everything else as UCS-2.
   *
   * @param reference joins the parts, 0 to 255
   */
  static List<Part> of(String text, SmsConfig.LongText mode, int reference) {
    boolean gsm = text.chars().allMatch(c -> c < 128 && Gsm7.width((char) c) > 0);
    byte coding = gsm ? GSM : UCS2;
    ToIntFunction<String> size = gsm ? Part::septets : String::length;
    if (size.applyAsInt(text) <= (gsm ? GSM_WHOLE : UCS2_WHOLE)) {
      return List.of(new Part(encode(text, gsm), coding, false, false));
    }
    if (mode == SmsConfig.LongText.PAYLOAD) {
      return List.of(new Part(encode(text, gsm), coding, false, true));
    }
    List<String> pieces = pieces(text, gsm, gsm ? GSM_JOINED : UCS2_JOINED);
    if (pieces.size() > MOST) {
      throw new IllegalArgumentException("too many parts");
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      byte[] body = encode(pieces.get(i), gsm);
      byte[] header = {5, 0, 3, (byte) reference, (byte) pieces.size(), (byte) (i + 1)};
      byte[] octets = new byte[header.length + body.length];
      System.arraycopy(header, 0, octets, 0, header.length);
      System.arraycopy(body, 0, octets, header.length, body.length);
      parts.add(new Part(octets, coding, true, false));
    }
    return List.copyOf(parts);
  }

  private static int septets(String text) {
    return text.chars().map(c -> Gsm7.width((char) c)).sum();
  }

  /** No piece ends in the middle of a character. */
  private static List<String> pieces(String text, boolean gsm, int room) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int width = gsm ? Gsm7.width((char) c) : Character.charCount(c);
      if (used + width > room) {
        pieces.add(piece.toString());
        piece.setLength(0);
        used = 0;
      }
      piece.appendCodePoint(c);
      used += width;
      i += Character.charCount(c);
    }
    pieces.add(piece.toString());
    return pieces;
  }

  private static byte[] encode(String text, boolean gsm) {
    return gsm ? Gsm7.encode(text) : text.getBytes(StandardCharsets.UTF_16BE);
  }

  @Override
  public String toString() {
    return "part of " + octets.length + " octets";
  }
}
