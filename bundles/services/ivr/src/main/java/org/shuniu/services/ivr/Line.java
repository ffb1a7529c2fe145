// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.util.Optional;
import org.shuniu.api.base.Region;

/**
 * A hotline number and what belongs to it (T19).
 *
 * @param called the number that is dialled; {@link #ANY}: all that have no line of their own
 * @param flow what serves its callers
 * @param greeting the prompt that the flow speaks as {@code line.greeting}
 * @param recordingNotice the prompt that is spoken with the first words of the flow
 * @param calendar when people are there; empty: always
 * @param skill where callers wait when the flow cannot go on; empty: the flow's
 * @param language {@code line.language} of the flow
 * @param enabled else the number is served like one without a line
 */
record Line(
    String called,
    String flow,
    String labelZh,
    String labelEn,
    Region region,
    Optional<String> greeting,
    Optional<String> recordingNotice,
    Optional<String> calendar,
    Optional<String> skill,
    Optional<String> language,
    boolean enabled) {
  /** The line of all numbers that have none of their own. */
  static final String ANY = "*";

  /** The line of a hub that has no other: this flow for all numbers. */
  static Line fallback(String flow) {
    return new Line(
        ANY,
        flow,
        "其他号码",
        "Other numbers",
        Region.NATION,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  static Line of(LineRow row) {
    return new Line(
        row.called,
        row.flow,
        Optional.ofNullable(row.labelZh).orElse(row.called),
        Optional.ofNullable(row.labelEn).orElse(row.called),
        new Region(row.region),
        Optional.ofNullable(row.greeting),
        Optional.ofNullable(row.recordingNotice),
        Optional.ofNullable(row.calendar),
        Optional.ofNullable(row.skill),
        Optional.ofNullable(row.language),
        row.enabled);
  }

  void to(LineRow row) {
    row.called = called;
    row.flow = flow;
    row.labelZh = labelZh;
    row.labelEn = labelEn;
    row.region = region.code();
    row.greeting = greeting.orElse(null);
    row.recordingNotice = recordingNotice.orElse(null);
    row.calendar = calendar.orElse(null);
    row.skill = skill.orElse(null);
    row.language = language.orElse(null);
    row.enabled = enabled;
  }

  /** Whether this prompt is spoken because of this line. */
  boolean speaks(String prompt) {
    return greeting.filter(prompt::equals).isPresent()
        || recordingNotice.filter(prompt::equals).isPresent();
  }
}
