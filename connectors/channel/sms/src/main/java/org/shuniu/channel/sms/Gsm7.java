// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.io.ByteArrayOutputStream;

/** The default alphabet of GSM 03.38, one septet in each octet as SMPP carries it. */
final class Gsm7 {
  private static final int ESCAPE = 0x1B;
  private static final char NONE = '\uFFFD';

  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENDED = "^{}\\[~]|€";
  private static final int[] EXTENDED_CODES = {
    0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65
  };

  private Gsm7() {}

  /** How many octets a character takes; 0 if the alphabet has it not. */
  static int width(char c) {
    if (c != ESCAPE && BASIC.indexOf(c) >= 0) {
      return 1;
    }
    return EXTENDED.indexOf(c) >= 0 ? 2 : 0;
  }

  /** Text of which every character has a width. */
  static byte[] encode(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      int extended = EXTENDED.indexOf(text.charAt(i));
      if (extended >= 0) {
        out.write(ESCAPE);
        out.write(EXTENDED_CODES[extended]);
      } else {
        out.write(BASIC.indexOf(text.charAt(i)));
      }
    }
    return out.toByteArray();
  }

  static String decode(byte[] octets) {
    StringBuilder text = new StringBuilder(octets.length);
    for (int i = 0; i < octets.length; i++) {
      int code = octets[i] & 0xFF;
      if (code == ESCAPE && i + 1 < octets.length) {
        i++;
        text.append(extended(octets[i] & 0xFF));
      } else {
        text.append(code < BASIC.length() ? BASIC.charAt(code) : NONE);
      }
    }
    return text.toString();
  }

  private static char extended(int code) {
    for (int i = 0; i < EXTENDED_CODES.length; i++) {
      if (EXTENDED_CODES[i] == code) {
        return EXTENDED.charAt(i);
      }
    }
    return NONE;
  }
}
