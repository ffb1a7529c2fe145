// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Where something stands in a list that is ordered by a time and, within the same time, by id.
 * Pages that go by the place of their last row cost the same however deep they are.
 */
public record Place(Instant at, String id) {
  /** The place whose {@link #cursor} this is; empty when the text is none. */
  public static Optional<Place> of(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int space = text.indexOf(' ');
      return Optional.of(
          new Place(Instant.parse(text.substring(0, space)), text.substring(space + 1)));
    } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** As a text that may stand in a URL, for {@link Page#next}. */
  public String cursor() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((at + " " + id).getBytes(StandardCharsets.UTF_8));
  }
}
