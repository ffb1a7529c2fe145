// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RankedSetTest {
  @Test
  void behavesAsATreeSetThatKnowsPlaces() {
    Random random = new Random(7);
    RankedSet<Integer> set = new RankedSet<>();
    TreeSet<Integer> model = new TreeSet<>();
    for (int i = 0; i < 20_000; i++) {
      int value = random.nextInt(700);
      if (random.nextInt(5) < 3) {
        assertThat(set.add(value)).isEqualTo(model.add(value));
      } else {
        assertThat(set.remove(value)).isEqualTo(model.remove(value));
      }
      assertThat(set.size()).isEqualTo(model.size());
      assertThat(set.rank(value)).isEqualTo(model.headSet(value).size());
      assertThat(set.contains(value)).isEqualTo(model.contains(value));
    }
    List<Integer> inOrder = List.copyOf(model);
    for (int rank = 0; rank < inOrder.size(); rank++) {
      assertThat(set.at(rank)).isEqualTo(inOrder.get(rank));
    }
    assertThatThrownBy(() -> set.at(model.size())).isInstanceOf(NoSuchElementException.class);
  }
}
