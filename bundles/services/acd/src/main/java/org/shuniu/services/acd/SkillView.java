// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.shuniu.api.base.HubException;

/**
 * A skill as administrators read and write it; what they leave out is as usual.
 *
 * @param code given by the path when written
 */
record SkillView(
    Optional<String> code,
    String labelZh,
    String labelEn,
    Optional<Integer> priority,
    Optional<String> overflowTo,
    Optional<Integer> overflowAfterSeconds,
    Optional<Integer> limit,
    Optional<Integer> announceEverySeconds,
    Optional<Integer> afterCallSeconds,
    Optional<Integer> serviceLevelSeconds,
    Optional<Boolean> levelFirst) {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final int DAY = 86_400;

  static SkillView of(Skill skill) {
    return new SkillView(
        Optional.of(skill.code()),
        skill.labelZh(),
        skill.labelEn(),
        Optional.of(skill.priority()),
        skill.overflow().map(Skill.Overflow::to),
        skill.overflow().map(o -> (int) o.after().toSeconds()),
        Optional.of(skill.limit()),
        Optional.of((int) skill.announceEvery().toSeconds()),
        Optional.of((int) skill.afterCall().toSeconds()),
        Optional.of((int) skill.serviceLevel().toSeconds()),
        Optional.of(skill.levelFirst()));
  }

  /** The skill that was written, checked; {@code acd.skill.invalid} names the wrong field. */
  Skill skill(String path) {
    Check.that(CODE.matcher(path).matches(), "acd.skill.invalid", "code");
    Check.that(code.filter(c -> !c.equals(path)).isEmpty(), "acd.skill.invalid", "code");
    Check.text(labelZh, 100, "acd.skill.invalid", "labelZh");
    Check.text(labelEn, 100, "acd.skill.invalid", "labelEn");
    Optional<Skill.Overflow> overflow =
        overflowTo
            .filter(to -> !to.isEmpty())
            .map(
                to ->
                    new Skill.Overflow(
                        to, seconds(overflowAfterSeconds, 60, "overflowAfterSeconds")));
    Check.that(
        overflow.filter(o -> o.to().equals(path)).isEmpty(), "acd.skill.invalid", "overflowTo");
    return new Skill(
        path,
        labelZh,
        labelEn,
        number(priority, 0, -100, 100, "priority"),
        overflow,
        number(limit, Skill.LIMIT, 0, 100_000, "limit"),
        every(),
        seconds(afterCallSeconds, (int) Skill.AFTER_CALL.toSeconds(), "afterCallSeconds"),
        seconds(serviceLevelSeconds, (int) Skill.SERVICE_LEVEL.toSeconds(), "serviceLevelSeconds"),
        levelFirst.orElse(false));
  }

  private Duration every() {
    Duration every =
        seconds(
            announceEverySeconds, (int) Skill.ANNOUNCE_EVERY.toSeconds(), "announceEverySeconds");
    // An announcement takes some seconds to speak.
    Check.that(
        every.isZero() || every.toSeconds() >= 10, "acd.skill.invalid", "announceEverySeconds");
    return every;
  }

  private static Duration seconds(Optional<Integer> given, int usual, String field) {
    return Duration.ofSeconds(number(given, usual, 0, DAY, field));
  }

  private static int number(Optional<Integer> given, int usual, int min, int max, String field) {
    int value = given.orElse(usual);
    if (value < min || value > max) {
      throw HubException.invalid(
          "acd.skill.invalid", Map.of("field", field, "min", min, "max", max));
    }
    return value;
  }
}
