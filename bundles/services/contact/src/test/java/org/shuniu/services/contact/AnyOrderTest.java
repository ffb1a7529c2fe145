// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.shuniu.api.base.HubException;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxCapability;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.services.acd.AgentReserved;
import org.shuniu.api.services.acd.EnqueueRejected;
import org.shuniu.api.services.acd.QueuePlaceAnnounced;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.api.services.ivr.FlowEnded;

/** Every event in every state, and thousands of events in any order: what has to hold holds. */
class AnyOrderTest {
  private static final int WALKS = 1_000;
  private static final int STEPS = 60;
  private static final List<String> REFUSED =
      List.of(
          "pbx.answer-call",
          "pbx.ring-device",
          "pbx.play-prompt",
          "pbx.connect-legs",
          "pbx.start-recording",
          "pbx.hold-leg",
          "pbx.retrieve-leg",
          "pbx.hang-up-leg");

  private static final List<String> CODES =
      List.of("pbx.device.unknown", "pbx.timeout", "pbx.leg.unknown", "pbx.call.unknown");

  /** Something that may come in, with the leg and the request that it is about. */
  private interface Happening {
    void to(Rig rig, String leg, String request, Random random);
  }

  private static Map<String, Happening> happenings() {
    Map<String, Happening> all = new HashMap<>();
    all.put(
        "ringing",
        (rig, leg, request, random) ->
            rig.then(
                (c, out) ->
                    rig.machine.legRinging(
                        c, new PbxEvent.LegRinging("main", c.id, leg, rig.now), out)));
    all.put(
        "answered",
        (rig, leg, request, random) ->
            rig.then(
                (c, out) ->
                    rig.machine.legAnswered(
                        c, new PbxEvent.LegAnswered("main", c.id, leg, rig.now), out)));
    for (EndCause cause : EndCause.values()) {
      all.put(
          "ended " + cause,
          (rig, leg, request, random) ->
              rig.ends(leg, cause, EndedBy.values()[random.nextInt(EndedBy.values().length)]));
    }
    all.put(
        "prompt ended",
        (rig, leg, request, random) ->
            rig.then(
                (c, out) ->
                    rig.machine.promptEnded(
                        c,
                        new PbxEvent.PromptEnded(
                            "main", c.id, leg, request, PbxEvent.Outcome.COMPLETED, rig.now),
                        out)));
    all.put(
        "connected",
        (rig, leg, request, random) ->
            rig.then(
                (c, out) ->
                    rig.machine.legsConnected(
                        c,
                        new PbxEvent.LegsConnected("main", c.id, Rig.CALLER, leg, rig.now),
                        out)));
    all.put(
        "disconnected",
        (rig, leg, request, random) ->
            rig.then(
                (c, out) ->
                    rig.machine.legsDisconnected(
                        c,
                        new PbxEvent.LegsDisconnected("main", c.id, leg, Rig.CALLER, rig.now),
                        out)));
    all.put(
        "held",
        (rig, leg, request, random) ->
            rig.then(
                (c, out) ->
                    rig.machine.legHeld(c, new PbxEvent.LegHeld("main", c.id, leg, rig.now), out)));
    all.put(
        "retrieved",
        (rig, leg, request, random) ->
            rig.then(
                (c, out) ->
                    rig.machine.legRetrieved(
                        c, new PbxEvent.LegRetrieved("main", c.id, leg, rig.now), out)));
    all.put(
        "muted",
        (rig, leg, request, random) ->
            rig.then(
                (c, out) ->
                    rig.machine.legMuted(
                        c,
                        new PbxEvent.LegMuted("main", c.id, leg, random.nextBoolean(), rig.now),
                        out)));
    all.put(
        "rejected",
        (rig, leg, request, random) ->
            rig.then(
                (c, out) ->
                    rig.machine.commandRejected(
                        c,
                        new PbxEvent.CommandRejected(
                            "main",
                            c.id,
                            REFUSED.get(random.nextInt(REFUSED.size())),
                            leg,
                            request,
                            CODES.get(random.nextInt(CODES.size())),
                            rig.now),
                        out)));
    all.put(
        "flow ended",
        (rig, leg, request, random) ->
            rig.then(
                (c, out) ->
                    rig.machine.flowEnded(
                        c,
                        new FlowEnded(
                            c.id,
                            random.nextInt(4) == 0
                                ? FlowEnded.Outcome.HANG_UP
                                : random.nextInt(4) == 0
                                    ? FlowEnded.Outcome.RETURN
                                    : FlowEnded.Outcome.QUEUE,
                            "pension",
                            0,
                            Map.of()),
                        out)));
    all.put("reserved", (rig, leg, request, random) -> rig.reserve());
    all.put(
        "reserved twice",
        (rig, leg, request, random) -> {
          AgentReserved event = rig.reservation();
          rig.reserve(event).reserve(event);
        });
    all.put(
        "enqueue rejected",
        (rig, leg, request, random) ->
            rig.then(
                (c, out) ->
                    rig.machine.enqueueRejected(
                        c,
                        new EnqueueRejected(
                            c.id,
                            "pension",
                            random.nextBoolean() ? "acd.skill.unknown" : "acd.queue.full"),
                        out)));
    all.put(
        "place",
        (rig, leg, request, random) ->
            rig.then(
                (c, out) ->
                    rig.machine.placeAnnounced(
                        c, new QueuePlaceAnnounced(c.id, "pension", 2, Optional.empty()), out)));
    all.put(
        "spoken",
        (rig, leg, request, random) ->
            rig.then(
                (c, out) ->
                    rig.machine.spoken(
                        c,
                        request,
                        random.nextBoolean() ? Optional.of("file:/a.wav") : Optional.empty(),
                        out)));
    all.put("control", AnyOrderTest::control);
    all.put("snapshot", AnyOrderTest::snapshot);
    all.put(
        "wrapped up",
        (rig, leg, request, random) -> {
          if (rig.call.served()) {
            WrapUp note = new WrapUp("x", "", true, "user-1", "A", rig.now);
            rig.then((c, out) -> rig.machine.wrappedUp(c, note, out));
          }
        });
    all.put(
        "time",
        (rig, leg, request, random) -> rig.after(Duration.ofMillis(random.nextInt(25_000))));
    return all;
  }

  private static void control(Rig rig, String leg, String request, Random random) {
    Control control = Control.values()[random.nextInt(Control.values().length)];
    String user = rig.call.agent == null ? "user-1" : rig.call.agent.userId;
    try {
      rig.then(
          (c, out) ->
              rig.machine.control(c, user, control, EnumSet.allOf(PbxCapability.class), out));
    } catch (HubException refused) {
      // A control that is not possible now is refused, with nothing done.
    }
  }

  private static void snapshot(Rig rig, String leg, String request, Random random) {
    Map<String, PbxSnapshot.Leg> legs = new HashMap<>();
    PbxSnapshot.State[] states = PbxSnapshot.State.values();
    for (Leg known : rig.call.openLegs()) {
      if (random.nextInt(4) > 0) {
        legs.put(
            known.leg,
            new PbxSnapshot.Leg(
                rig.call.id,
                known.leg,
                known.kind == Leg.Kind.CALLER,
                "",
                "",
                states[random.nextInt(states.length)],
                random.nextBoolean() ? Optional.of(leg) : Optional.empty(),
                rig.now));
      }
    }
    rig.call.recovered = random.nextInt(4) == 0;
    rig.then((c, out) -> rig.machine.snapshot(c, legs, rig.now.plusSeconds(1), out));
  }

  private static List<String> legs(Rig rig) {
    List<String> legs = new ArrayList<>(rig.call.legs.keySet());
    legs.add("unknown");
    return legs;
  }

  private static List<String> requests(Rig rig) {
    List<String> requests = new ArrayList<>(List.of("unknown"));
    rig.says.forEach(say -> requests.add(say.request()));
    rig.call.recordings.keySet().forEach(requests::add);
    return requests;
  }

  @TestFactory
  Stream<DynamicTest> everyEventInEveryState() {
    return Rig.everywhere().keySet().stream()
        .flatMap(
            state ->
                happenings().entrySet().stream()
                    .map(
                        happening ->
                            DynamicTest.dynamicTest(
                                state + " × " + happening.getKey(),
                                () -> cross(state, happening.getValue()))));
  }

  private static void cross(String state, Happening happening) {
    Rig sample = Rig.everywhere().get(state);
    for (int leg = 0; leg < legs(sample).size(); leg++) {
      for (int request = 0; request < requests(sample).size(); request++) {
        for (int seed = 0; seed < 2; seed++) {
          Rig rig = Rig.everywhere().get(state);
          happening.to(rig, legs(rig).get(leg), requests(rig).get(request), new Random(seed));
          rig.check();
          rig.finish();
        }
      }
    }
  }

  @Test
  void anyOrder() {
    List<Map.Entry<String, Happening>> all =
        happenings().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    Set<ContactState> seen = EnumSet.noneOf(ContactState.class);
    for (long seed = 1; seed <= WALKS; seed++) {
      walk(seed, all, seen);
    }
    assertThat(seen).as("the walks go everywhere").containsAll(Set.of(ContactState.values()));
  }

  private static void walk(
      long seed, List<Map.Entry<String, Happening>> all, Set<ContactState> seen) {
    Random random = new Random(seed);
    Rig rig = new Rig();
    List<String> steps = new ArrayList<>();
    assertThatCode(
            () -> {
              for (int i = 0; i < STEPS; i++) {
                Map.Entry<String, Happening> next = all.get(random.nextInt(all.size()));
                List<String> legs = legs(rig);
                List<String> requests = requests(rig);
                String leg = legs.get(random.nextInt(legs.size()));
                if (next.getKey().startsWith("ended") && random.nextInt(5) > 0) {
                  continue;
                }
                steps.add(next.getKey() + " " + leg);
                rig.now = rig.now.plusMillis(random.nextInt(3_000));
                next.getValue().to(rig, leg, requests.get(random.nextInt(requests.size())), random);
                rig.check();
                seen.add(rig.call.state);
              }
              rig.finish();
            })
        .as("seed %d: %s", seed, steps)
        .doesNotThrowAnyException();
  }
}
