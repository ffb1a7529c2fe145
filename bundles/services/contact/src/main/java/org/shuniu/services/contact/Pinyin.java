// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import com.hankcs.hanlp.HanLP;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How Chinese text is pronounced, in letters, with the right reading of each word. */
final class Pinyin {
  private Pinyin() {}

  /** Syllables without tones, parted by blanks: {@code yang lao bao xian}. */
  static String of(String text) {
    List<com.hankcs.hanlp.dictionary.py.Pinyin> syllables = HanLP.convertToPinyinList(text);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < syllables.size(); i++) {
      char original = text.charAt(i);
      boolean letter = original < 0x80 && Character.isLetterOrDigit(original);
      String syllable = syllables.get(i).getPinyinWithoutTone();
      if (letter) {
        out.append(Character.toLowerCase(original));
      } else if (!syllable.equals("none")) {
        out.append(' ').append(syllable).append(' ');
      }
    }
    return out.toString().strip().replaceAll(" +", " ").toLowerCase(Locale.ROOT);
  }

  /** The first letters of the syllables: {@code ylbx}. */
  static String initials(String pinyin) {
    return Arrays.stream(pinyin.split(" "))
        .filter(syllable -> !syllable.isEmpty())
        .map(syllable -> syllable.substring(0, 1))
        .collect(Collectors.joining());
  }
}
