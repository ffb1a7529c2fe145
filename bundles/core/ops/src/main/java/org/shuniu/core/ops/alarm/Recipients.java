// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.alarm;

import java.util.Map;
import java.util.regex.Pattern;
import org.shuniu.api.base.HubException;

/** How recipients are written. */
final class Recipients {
  private static final Pattern FORM =
      Pattern.compile("mail:[^\\s@,;<>]{1,64}@[^\\s@,;<>]{1,120}|sms:\\+?\\d{3,20}");

  private Recipients() {}

  /** The same without blanks around it, or {@code ops.recipient.invalid}. */
  static String checked(String text) {
    String recipient = text.strip();
    if (!FORM.matcher(recipient).matches()) {
      throw HubException.invalid("ops.recipient.invalid", Map.of());
    }
    return recipient;
  }
}
