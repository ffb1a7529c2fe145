// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Text of any length. What is short goes into an ordinary column: large objects cost every database
 * a second look, and Oracle's text columns end at 4,000 bytes.
 */
@Embeddable
class LongText {
  private static final int SHORT = 3_900;

  @Column(name = "text_short")
  @Nullable String shortText;

  @Column(name = "text_long", length = Integer.MAX_VALUE)
  @Nullable String longText;

  protected LongText() {}

  LongText(String text) {
    if (text.length() <= SHORT && text.getBytes(StandardCharsets.UTF_8).length <= SHORT) {
      shortText = text;
    } else {
      longText = text;
    }
  }

  static String of(@Nullable LongText text) {
    if (text == null) {
      return "";
    }
    return text.shortText != null ? text.shortText : text.longText != null ? text.longText : "";
  }
}
