// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuniu.api.base.HubException;
import org.shuniu.api.pbx.DeviceState;
import org.shuniu.api.services.acd.AgentReserved;
import org.shuniu.api.services.acd.AgentState;
import org.shuniu.api.services.contact.ReservationEnded.Outcome;

/** Whatever happens in whatever order, the promises of the router hold. */
class RandomWalkTest {
  private static final String[] SKILLS = {"general", "social", "labour"};

  private Hall hall;
  private Random random;
  private int contacts;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void promisesHold(long seed) {
    hall = new Hall(new BreakRule(true, 2, 3, 50, 8)).skill("general");
    hall.router.put(Hall.overflowing("social", "general", Duration.ofSeconds(7)));
    hall.router.put(Hall.levelled("labour"));
    random = new Random(seed);
    for (int i = 0; i < 12; i++) {
      hall.router.put(Hall.profile("a" + i, i % 4 == 0, skills()));
    }
    for (int step = 0; step < 4_000; step++) {
      act();
      check(seed, step);
    }
    settle();
  }

  private Map<String, Integer> skills() {
    Map<String, Integer> skills = new HashMap<>();
    for (String skill : SKILLS) {
      if (random.nextBoolean()) {
        skills.put(skill, 1 + random.nextInt(5));
      }
    }
    return skills;
  }

  private void act() {
    String agent = "a" + random.nextInt(12);
    String contact = "k" + (contacts == 0 ? 0 : Math.max(0, contacts - random.nextInt(30)));
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> hall.enqueue("k" + ++contacts, anySkill(), random.nextInt(3));
      case 3 -> hall.enqueue(contact, anySkill(), 0);
      case 4 -> hall.dequeue(contact);
      case 5, 6 -> word();
      case 7 -> hall.release(contact, agent);
      case 8 -> ask(agent);
      case 9 -> hall.device(agent, DeviceState.values()[random.nextInt(5)]);
      case 10 -> oddities(agent, contact);
      default -> hall.pass(Duration.ofMillis(250L * random.nextInt(40)));
    }
  }

  private String anySkill() {
    return SKILLS[random.nextInt(SKILLS.length)];
  }

  /** Word of some reservation, old or new. */
  private void word() {
    List<AgentReserved> all = hall.told(AgentReserved.class);
    if (!all.isEmpty()) {
      int back = random.nextInt(Math.min(all.size(), 6));
      Outcome outcome =
          random.nextInt(3) > 0
              ? Outcome.ANSWERED
              : Outcome.values()[random.nextInt(Outcome.values().length)];
      hall.end(all.get(all.size() - 1 - back), outcome);
    }
    if (hall.effects.size() > 2_000) {
      hall.effects.subList(0, 1_000).clear();
    }
  }

  private void ask(String agent) {
    Posture[] wishes = {
      Posture.READY, Posture.READY, Posture.LOGGED_OUT, Posture.notReady("training")
    };
    try {
      hall.ask(agent, wishes[random.nextInt(wishes.length)]);
    } catch (HubException e) {
      assertThat(e.code()).isEqualTo("acd.state.not-allowed");
    }
  }

  private void oddities(String agent, String contact) {
    switch (random.nextInt(4)) {
      case 0 -> hall.serving(contact, agent);
      case 1 -> hall.console(agent, random.nextBoolean());
      case 2 -> hall.router.put(Hall.profile(agent, false, skills()));
      default -> hall.router.over(contact);
    }
  }

  private void check(long seed, int step) {
    String where = "seed " + seed + ", step " + step;
    hall.router.look(
        scene -> {
          Set<String> held = new HashSet<>();
          List<String> free = new ArrayList<>();
          for (Agent agent : scene.roster().all()) {
            Status status = agent.status();
            boolean needs = status.engaged() || status.state() == AgentState.AFTER_CALL_WORK;
            assertThat(status.contact().isPresent()).as(where).isEqualTo(needs);
            if (status.engaged()) {
              String contact = status.contact().orElseThrow();
              assertThat(held.add(contact)).as(where + ": one agent for " + contact).isTrue();
              assertThat(
                      scene.matcher().waiting(contact).isPresent()
                          && agent.state() == AgentState.RESERVED)
                  .as(where + ": reserved and waiting: " + contact)
                  .isFalse();
            }
            assertThat(scene.matcher().isReady(agent.id())).as(where).isEqualTo(agent.offerable());
            if (agent.offerable()) {
              free.add(agent.id());
            }
          }
          for (String agent : free) {
            assertThat(scene.matcher().contactFor(agent, hall.clock.instant()))
                .as(where + ": %s is ready while a contact waits", agent)
                .isEmpty();
          }
          return true;
        });
  }

  /** When nothing more happens, nobody stays engaged and no contact tied to an agent. */
  private void settle() {
    for (int i = 0; i <= contacts; i++) {
      hall.router.over("k" + i);
    }
    hall.pass(Duration.ofMinutes(3));
    hall.router.look(
        scene -> {
          assertThat(scene.matcher().waitingAtAll()).isZero();
          assertThat(scene.roster().all()).noneMatch(agent -> agent.status().engaged());
          return true;
        });
  }
}
