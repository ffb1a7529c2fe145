// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Lob;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON of any length. What is short goes into an ordinary column: large objects cost every database
 * a second look, and Oracle's text columns end at 4,000 bytes.
 */
@Embeddable
class Body {
  private static final int SHORT = 3900;

  @Column(name = "body_short")
  @Nullable String shortText;

  @Lob
  @Column(name = "body_long")
  @Nullable String longText;

  protected Body() {}

  Body(byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    if (json.length <= SHORT) {
      shortText = text;
    } else {
      longText = text;
    }
  }

  byte[] bytes() {
    String text = shortText == null ? longText : shortText;
    return (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
  }
}
