// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.shuniu.api.base.HubException;

/**
 * An agent as administrators and supervisors write one.
 *
 * @param userId needed for a new agent; cannot be changed
 * @param name shown to colleagues; absent: the number, until the user logs in
 * @param pbx needed for a new agent
 * @param unattended a simulated agent
 * @param afterCallSeconds own length of after-call work
 */
record AgentInput(
    Optional<String> userId,
    Optional<String> name,
    String number,
    String device,
    Optional<String> pbx,
    List<AgentView.SkillLevel> skills,
    Optional<Boolean> unattended,
    Optional<Integer> afterCallSeconds) {
  private static final String INVALID = "acd.agent.invalid";
  private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z-]{1,20}");
  private static final Pattern DEVICE = Pattern.compile("[\\w.@:/+-]{1,64}");
  private static final Pattern PBX = Pattern.compile("[\\w.-]{1,40}");
  private static final Pattern USER = Pattern.compile("[\\w.-]{1,64}");

  AgentProfile fresh(String id, Set<String> known) {
    String user = userId.orElse("");
    Check.that(USER.matcher(user).matches(), INVALID, "userId");
    Check.that(pbx.isPresent(), INVALID, "pbx");
    return checked(
        new AgentProfile(
            id,
            user,
            name.orElse(number),
            number,
            pbx.orElse(""),
            device,
            levels(known),
            unattended.orElse(false),
            afterCall()));
  }

  AgentProfile changed(AgentProfile before, Set<String> known) {
    Check.that(userId.filter(u -> !u.equals(before.userId())).isEmpty(), INVALID, "userId");
    return checked(
        new AgentProfile(
            before.id(),
            before.userId(),
            name.orElse(before.name()),
            number,
            pbx.orElse(before.pbx()),
            device,
            levels(known),
            unattended.orElse(before.unattended()),
            afterCallSeconds.isPresent() ? afterCall() : before.afterCall()));
  }

  private static AgentProfile checked(AgentProfile profile) {
    Check.text(profile.name(), 100, INVALID, "name");
    Check.that(NUMBER.matcher(profile.number()).matches(), INVALID, "number");
    Check.that(DEVICE.matcher(profile.device()).matches(), INVALID, "device");
    Check.that(PBX.matcher(profile.pbx()).matches(), INVALID, "pbx");
    return profile;
  }

  private Optional<Duration> afterCall() {
    Check.that(
        afterCallSeconds.filter(s -> s < 0 || s > 86_400).isEmpty(), INVALID, "afterCallSeconds");
    return afterCallSeconds.map(Duration::ofSeconds);
  }

  private Map<String, Integer> levels(Set<String> known) {
    Map<String, Integer> levels = new HashMap<>();
    Check.that(skills.size() <= 50, INVALID, "skills");
    for (AgentView.SkillLevel each : skills) {
      if (!known.contains(each.skill())) {
        throw HubException.invalid("acd.skill.unknown", Map.of("id", each.skill()));
      }
      Check.that(each.level() >= 1 && each.level() <= 10, INVALID, "skills.level");
      Check.that(levels.put(each.skill(), each.level()) == null, INVALID, "skills.skill");
    }
    return levels;
  }
}
