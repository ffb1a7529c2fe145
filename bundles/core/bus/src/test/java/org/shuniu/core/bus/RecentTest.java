// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.Ids;
import org.shuniu.core.bus.Recent.Heard;
import org.shuniu.core.bus.Recent.Result;

/** The newest messages are there with their content, in bounded room. */
class RecentTest {
  private final String contact = Ids.next();

  private static Parcel parcel(String key, String correlation, String text) {
    String id = Ids.next();
    String json =
        "{\"id\":\"%s\",\"key\":\"%s\",\"correlation\":\"%s\",\"source\":\"s\",\"data\":{\"text\":\"%s\"}}"
            .formatted(id, key, correlation, text);
    return new Parcel(id, "test.lamp/1", key, false, json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void thoseOfAMatterAreFoundByMatterKeyAndMessage() {
    Recent recent = new Recent(10);
    Parcel mine = parcel("leg-1", contact, "x");
    recent.published(mine);
    recent.published(parcel("leg-2", Ids.next(), "mentions " + contact));
    assertThat(recent.of(contact)).extracting(each -> each.head().id).containsExactly(mine.id());
    for (String id : List.of(contact, "leg-1", mine.id())) {
      assertThat(recent.find(id)).map(each -> each.head().correlation).contains(contact);
    }
    assertThat(recent.find("nobody")).isEmpty();
    assertThat(recent.message(mine.id())).contains(mine);
    assertThat(recent.since()).as("nothing has made room yet").isEmpty();
  }

  @Test
  void theOldestMakesRoom() {
    Recent recent = new Recent(3);
    List<Parcel> all = IntStream.range(0, 5).mapToObj(i -> parcel("k" + i, contact, "x")).toList();
    all.forEach(recent::published);
    assertThat(recent.of(contact))
        .extracting(Heard::parcel)
        .containsExactlyElementsOf(all.subList(2, 5));
    assertThat(recent.since()).contains(Moments.of(all.get(2).id()));
    recent.ended("c", all.get(4), Result.HANDLED, 5_000, "");
    assertThat(recent.outcomes())
        .singleElement()
        .returns(all.get(4).id(), Recent.Outcome::messageId)
        .returns(5L, Recent.Outcome::micros);
  }

  @Test
  void aLargeOneIsKeptWithoutItsContent() {
    Recent recent = new Recent(3);
    Parcel large = parcel("k", contact, "x".repeat(10_000));
    recent.published(large);
    assertThat(recent.of(contact))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.head().source).isEqualTo("s");
              assertThat(each.head().content).isFalse();
              assertThat(each.parcel().body()).hasSizeLessThan(1000);
            });
    assertThat(recent.message(large.id())).isEmpty();
  }

  @Test
  void noRoomAtAllIsRoomForNothing() {
    Recent recent = new Recent(0);
    recent.published(parcel("k", contact, "x"));
    assertThat(recent.of(contact)).isEmpty();
    assertThat(recent.outcomes()).isEmpty();
  }
}
