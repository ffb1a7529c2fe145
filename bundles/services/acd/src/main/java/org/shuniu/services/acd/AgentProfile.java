// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Who an agent is.
 *
 * @param number announced to the citizen (T9)
 * @param pbx driver instance of the device
 * @param device the telephone
 * @param skills level by skill; higher is better
 * @param unattended a simulated agent: needs no console, and recovers by itself
 * @param afterCall own length of after-call work, else the skill's
 */
record AgentProfile(
    String id,
    String userId,
    String name,
    String number,
    String pbx,
    String device,
    Map<String, Integer> skills,
    boolean unattended,
    Optional<Duration> afterCall) {
  AgentProfile {
    skills = Map.copyOf(skills);
  }

  AgentProfile named(String newName) {
    return new AgentProfile(
        id, userId, newName, number, pbx, device, skills, unattended, afterCall);
  }

  /** Where the telephone is, unique in the hub. */
  String line() {
    return line(pbx, device);
  }

  static String line(String pbx, String device) {
    return pbx + "/" + device;
  }
}
