// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.math.BigInteger;

/**
 * How a carrier writes message ids. Some answer a submission in hexadecimal and report in decimal
 * digits; {@link #plain} brings both to one form. Public for the component runtime.
 */
public enum IdForm {
  /** Compared as it is. */
  TEXT(0),
  DECIMAL(10),
  HEX(16);

  private static final int LONGEST = 64;
  private final int radix;

  IdForm(int radix) {
    this.radix = radix;
  }

  /** Decimal digits without leading zeros; what is no number stays as it is. */
  String plain(String id) {
    String text = Clean.number(id.length() > LONGEST ? id.substring(0, LONGEST) : id);
    if (radix == 0) {
      return text;
    }
    try {
      return new BigInteger(text, radix).toString();
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
