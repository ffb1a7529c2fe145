// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tree of business categories and how it is searched. */
class CategoriesTest {
  private final Hub hub = new Hub();
  private final Categories categories =
      new Categories(hub.store.entityManager(), hub.store.transactions());

  private Stream<String> labels(String text) {
    return categories.find(text).stream().map(Category::labelZh);
  }

  @Test
  void theTreeIsWhole() {
    List<Category> all = categories.find("");
    Set<String> seen = new HashSet<>();
    for (Category category : all) {
      assertThat(category.parent().stream().allMatch(seen::contains)).isTrue();
      assertThat(seen.add(category.code())).isTrue();
      assertThat(category.initials()).matches("[a-z]+");
      assertThat(category.initials()).hasSize(category.pinyin().split(" ").length);
      assertThat(category.labelEn()).isNotBlank();
    }
    assertThat(all).hasSizeBetween(60, 120);
    assertThat(categories.leaf("pension")).isFalse();
    assertThat(categories.leaf("pension.pay")).isTrue();
    assertThat(categories.leaf("none")).isFalse();
    Categories again = new Categories(hub.store.entityManager(), hub.store.transactions());
    assertThat(again.all()).as("filled once").isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource({
    "ylbx, 养老保险",
    "YLBX, 养老保险",
    "养老, 养老保险",
    "gsrd, 工伤认定",
    "gongshang, 工伤保险",
    "shang ren, 工伤认定",
    "cqhl, 长期护理保险",
    "tjzc, 调解仲裁",
    "arbitration, 仲裁申请"
  })
  void foundByLabelPinyinAndInitials(String text, String label) {
    assertThat(labels(text)).contains(label);
  }

  @Test
  void theBestMatchComesFirst() {
    assertThat(labels("ylbx").findFirst()).contains("养老保险");
    assertThat(labels("shbzk").findFirst()).contains("社会保障卡");
    assertThat(labels("zzz")).isEmpty();
  }
}
