// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.services.acd.AgentState;
import org.shuniu.api.services.acd.Floor;
import org.shuniu.api.services.acd.Seat;

/** The ACD's floor for other services. */
@Component
public final class DeskFloor implements Floor {
  private final AcdService acd;

  /** Made by the component runtime. */
  @Activate
  public DeskFloor(@Reference AcdService acd) {
    this.acd = acd;
  }

  @Override
  public List<Seat> seats() {
    return acd.desk().agents().stream().map(DeskFloor::seat).toList();
  }

  private static Seat seat(AgentView agent) {
    return new Seat(
        agent.agentId(),
        agent.userId(),
        agent.number(),
        agent.name(),
        agent.skills().stream()
            .collect(Collectors.toMap(AgentView.SkillLevel::skill, AgentView.SkillLevel::level)),
        agent.state(),
        agent.reason(),
        agent.since(),
        agent.contactId(),
        agent.nextState());
  }

  @Override
  public Map<String, Integer> places(Collection<String> contacts) {
    return acd.desk().routing().look(scene -> places(scene.matcher(), contacts));
  }

  private static Map<String, Integer> places(Matcher matcher, Collection<String> contacts) {
    Map<String, Integer> places = new HashMap<>();
    for (String contact : contacts) {
      matcher.waiting(contact).ifPresent(w -> places.put(contact, matcher.place(w)));
    }
    return places;
  }

  @Override
  public void request(String agent, AgentState state, Optional<String> reason) {
    acd.desk().request(agent, new StateInput(state, reason), false);
  }
}
