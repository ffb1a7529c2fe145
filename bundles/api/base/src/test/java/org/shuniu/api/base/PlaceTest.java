// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
  private static final Instant AT = Instant.parse("2026-03-02T01:02:03.456789Z");

  @Test
  void isFoundAgainByItsCursor() {
    Place place = new Place(AT, "an id with spaces 张");
    assertThat(place.cursor()).matches("[A-Za-z0-9_-]+");
    assertThat(Place.of(place.cursor())).contains(place);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "", "bm90aGluZw", "bm90IGEgdGltZQ"})
  void otherTextsAreNoCursors(String text) {
    assertThat(Place.of(text)).isEmpty();
  }

  @Test
  void aPageEndsAtItsLimitAndTellsWhereTheNextBegins() {
    List<String> rows = List.of("a", "b", "c");
    Page<String> first = Page.of(rows, 2, id -> new Place(AT, id));
    assertThat(first.items()).containsExactly("a", "b");
    assertThat(first.next().flatMap(Place::of)).contains(new Place(AT, "b"));
    Page<String> whole = Page.of(rows, 3, id -> new Place(AT, id));
    assertThat(whole.items()).isEqualTo(rows);
    assertThat(whole.next()).isEmpty();
  }
}
