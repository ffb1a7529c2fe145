// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An {@link AgentProfile} in the database. */
@Entity
@Table(name = "acd_agent")
class AgentRow {
  @Id
  @Column(length = 36)
  String id;

  @Version
  @Column(nullable = false)
  int version;

  @Column(name = "user_id", nullable = false, length = 64)
  String userId;

  @Column(nullable = false, length = 100)
  String name;

  @Column(name = "agent_number", nullable = false, length = 20)
  String number;

  @Column(nullable = false, length = 40)
  String pbx;

  @Column(nullable = false, length = 64)
  String device;

  @Column(nullable = false)
  boolean unattended;

  @Column(name = "after_call_s")
  @Nullable Integer afterCall;

  @ElementCollection
  @CollectionTable(name = "acd_agent_skill", joinColumns = @JoinColumn(name = "agent"))
  @MapKeyColumn(name = "skill", length = 40)
  @Column(name = "skill_level", nullable = false)
  Map<String, Integer> skills = new HashMap<>();

  void set(AgentProfile profile) {
    id = profile.id();
    userId = profile.userId();
    name = profile.name();
    number = profile.number();
    pbx = profile.pbx();
    device = profile.device();
    unattended = profile.unattended();
    afterCall = profile.afterCall().map(d -> (int) d.toSeconds()).orElse(null);
    skills.keySet().retainAll(profile.skills().keySet());
    skills.putAll(profile.skills());
  }

  AgentProfile profile() {
    return new AgentProfile(
        id,
        userId,
        name,
        number,
        pbx,
        device,
        skills,
        unattended,
        Optional.ofNullable(afterCall).map(Duration::ofSeconds));
  }
}
