// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shuniu.api.base.Message;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxCapability;
import org.shuniu.api.pbx.PbxCommand.HangUpLeg;
import org.shuniu.api.pbx.PbxCommand.RingDevice;
import org.shuniu.api.pbx.PbxEvent.CommandRejected;
import org.shuniu.api.pbx.PbxEvent.LegAnswered;
import org.shuniu.api.pbx.PbxEvent.LegEnded;
import org.shuniu.api.pbx.PbxEvent.LegHeld;
import org.shuniu.api.pbx.PbxEvent.LegRetrieved;
import org.shuniu.api.pbx.PbxEvent.LegsConnected;
import org.shuniu.api.pbx.PbxEvent.Outcome;
import org.shuniu.api.pbx.PbxEvent.PromptEnded;
import org.shuniu.api.pbx.PbxEvent.RecordingStarted;
import org.shuniu.api.pbx.PbxEvent.RecordingStopped;
import org.shuniu.api.services.acd.AgentReserved;
import org.shuniu.api.services.contact.ContactEnded;
import org.shuniu.api.services.contact.ContactOffered;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.api.services.contact.ReservationEnded;
import org.shuniu.api.services.ivr.FlowEnded;

/** One call, the machine, a clock that the test moves, and all that the machine brought about. */
final class Rig {
  static final Settings SETTINGS =
      new Settings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          Duration.ofMillis(1500),
          Duration.ofSeconds(20),
          Duration.ofMinutes(3),
          Duration.ofHours(12),
          Duration.ofHours(4),
          true,
          "general",
          "zh-CN",
          ZoneId.of("Asia/Shanghai"));
  static final Instant START = Instant.parse("2026-03-02T01:00:00Z");
  static final String CALLER = "caller-leg";

  final Machine machine = new Machine(SETTINGS, new Texts("zh-CN"));
  final Call call;
  final List<Message> facts = new ArrayList<>();
  final List<Message> orders = new ArrayList<>();
  final List<Effects.Say> says = new ArrayList<>();
  final List<Effects.Push> pushes = new ArrayList<>();
  final Set<String> reservations = new HashSet<>();
  Instant now = START;
  private int next;

  Rig() {
    call = new Call("call-1", "main", CALLER, "13800138000", "12333", START);
    call.data.put("uui", "a1");
    call.legs.put(CALLER, Leg.begin(CALLER, Leg.Kind.CALLER, call.caller, START));
    then(machine::begin);
  }

  Rig then(Conductor.Decision decision) {
    Effects out = new Effects(now);
    decision.on(call, out);
    facts.addAll(call.facts);
    call.facts.clear();
    orders.addAll(out.orders);
    says.addAll(out.says);
    pushes.addAll(out.pushes);
    return this;
  }

  Rig after(Duration pause) {
    now = now.plus(pause);
    return then(machine::tick);
  }

  Rig answerCaller() {
    return then(
        (c, out) -> machine.legAnswered(c, new LegAnswered("main", c.id, CALLER, now), out));
  }

  Rig queue() {
    return then(
        (c, out) ->
            machine.flowEnded(
                c,
                new FlowEnded(c.id, FlowEnded.Outcome.QUEUE, "pension", 3, Map.of("menu", "0")),
                out));
  }

  AgentReserved reservation() {
    String id = "reservation-" + ++next;
    return new AgentReserved(
        call.id,
        id,
        "agent-" + next,
        "user-" + next,
        "800" + next,
        "Agent " + next,
        "main",
        "PJSIP/200" + next,
        "pension",
        now.plusSeconds(60));
  }

  Rig reserve() {
    return reserve(reservation());
  }

  Rig reserve(AgentReserved event) {
    reservations.add(event.reservation());
    return then((c, out) -> machine.agentReserved(c, event, out));
  }

  Rig answerAgent() {
    String leg = call.agent.leg;
    return then((c, out) -> machine.legAnswered(c, new LegAnswered("main", c.id, leg, now), out));
  }

  Rig spoken() {
    String request = call.agent.announcement;
    return then((c, out) -> machine.spoken(c, request, Optional.of("file:/tmp/a.wav"), out));
  }

  Rig announced() {
    String request = call.agent.announcement;
    return then(
        (c, out) ->
            machine.promptEnded(
                c, new PromptEnded("main", c.id, CALLER, request, Outcome.COMPLETED, now), out));
  }

  Rig connected() {
    String leg = call.agent.leg;
    return then(
        (c, out) ->
            machine.legsConnected(c, new LegsConnected("main", c.id, CALLER, leg, now), out));
  }

  Rig ends(String leg, EndCause cause, EndedBy by) {
    return then(
        (c, out) -> machine.legEnded(c, new LegEnded("main", c.id, leg, cause, by, now), out));
  }

  Rig refused(String command, String leg, String code) {
    return then(
        (c, out) ->
            machine.commandRejected(
                c, new CommandRejected("main", c.id, command, leg, "", code, now), out));
  }

  Rig callerHangsUp() {
    return ends(CALLER, EndCause.NORMAL, EndedBy.PARTY);
  }

  /** A call in each state and step that there is, by name. */
  static Map<String, Rig> everywhere() {
    Map<String, Rig> all = new LinkedHashMap<>();
    all.put("offered", new Rig());
    all.put("self service", selfService());
    all.put("queued", queued());
    all.put("ringing", queued().reserve());
    all.put("waiting for speech", queued().reserve().answerAgent());
    all.put("announcing", queued().reserve().spoken().answerAgent());
    all.put("connecting", connecting());
    all.put("talking", talking());
    all.put("holding for a check", talking().verify());
    all.put("checking", checking());
    all.put("returning from a check", checking().returned());
    all.put("after-contact work", talking().callerHangsUp());
    all.put("abandoned", queued().callerHangsUp());
    all.put("requeued", requeued());
    return all;
  }

  static Rig selfService() {
    return new Rig().answerCaller();
  }

  static Rig queued() {
    return selfService().queue();
  }

  static Rig connecting() {
    return queued().reserve().spoken().answerAgent().announced();
  }

  static Rig talking() {
    return connecting().connected();
  }

  /** The agent's telephone is held, the flow asks the caller. */
  static Rig checking() {
    return talking().recorded().verify().held();
  }

  Rig recorded() {
    String id = call.recordings.keySet().iterator().next();
    return then(
        (c, out) ->
            machine.recordingStarted(c, new RecordingStarted("main", c.id, CALLER, id, now), out));
  }

  Rig recordingStopped() {
    String id = call.recordings.keySet().iterator().next();
    return then(
        (c, out) ->
            machine.recordingStopped(
                c,
                new RecordingStopped(
                    "main", c.id, CALLER, id, "file:/r.wav", Duration.ofSeconds(9), 9, now),
                out));
  }

  Rig verify() {
    return then(
        (c, out) ->
            machine.control(
                c, c.agent.userId, Control.VERIFY_CALLER, Set.of(PbxCapability.HOLD), out));
  }

  Rig held() {
    String leg = call.agent.leg;
    return then((c, out) -> machine.legHeld(c, new LegHeld("main", c.id, leg, now), out));
  }

  Rig retrieved() {
    String leg = call.agent.leg;
    return then((c, out) -> machine.legRetrieved(c, new LegRetrieved("main", c.id, leg, now), out));
  }

  Rig returned() {
    return then(
        (c, out) ->
            machine.flowEnded(
                c,
                new FlowEnded(
                    c.id, FlowEnded.Outcome.RETURN, "", 0, Map.of("accountName", "somebody")),
                out));
  }

  static Rig requeued() {
    Rig rig = queued().reserve();
    return rig.ends(rig.call.agent.leg, EndCause.BUSY, EndedBy.SWITCH);
  }

  <M extends Message> List<M> ordered(Class<M> type) {
    return orders.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <M extends Message> List<M> told(Class<M> type) {
    return facts.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <M extends Message> M last(Class<M> type) {
    List<M> all = ordered(type);
    return all.get(all.size() - 1);
  }

  boolean hungUp(String leg) {
    return ordered(HangUpLeg.class).stream().anyMatch(order -> order.leg().equals(leg));
  }

  /** Lets everybody go and the switch tell of it; then everything is as it has to be. */
  void finish() {
    callerHangsUp();
    for (Leg leg : List.copyOf(call.openLegs())) {
      ends(leg.leg, EndCause.NORMAL, EndedBy.HUB);
    }
    after(Duration.ofSeconds(30));
    check();
    assertThat(call.endedAt).isNotNull();
    assertThat(told(ContactEnded.class)).hasSize(1);
    assertThat(call.openLegs()).isEmpty();
    assertThat(call.state)
        .isEqualTo(
            call.served() && call.wrapUp == null
                ? ContactState.AFTER_CONTACT_WORK
                : ContactState.CLOSED);
    Map<String, Integer> ended = new HashMap<>();
    ordered(ReservationEnded.class).forEach(e -> ended.merge(e.reservation(), 1, Integer::sum));
    assertThat(ended.keySet()).isEqualTo(reservations);
    assertThat(ended.values()).allMatch(count -> count == 1);
  }

  /** What holds at every moment. */
  void check() {
    assertThat(told(ContactOffered.class)).hasSize(1);
    assertThat(facts.get(0)).isInstanceOf(ContactOffered.class);
    assertThat(told(ContactEnded.class)).hasSize(call.ended() ? 1 : 0);
    Set<String> open = new HashSet<>();
    call.openLegs().stream().filter(l -> l.kind == Leg.Kind.AGENT).forEach(l -> open.add(l.leg));
    if (!call.ended() && call.agent != null) {
      open.remove(call.agent.leg);
    }
    assertThat(open).as("telephones that nobody ended").allMatch(this::hungUp);
    assertThat(ordered(RingDevice.class)).hasSizeLessThanOrEqualTo(reservations.size());
    boolean agentWanted = call.state == ContactState.RESERVED || call.state == ContactState.ACTIVE;
    assertThat(!agentWanted || call.agent != null).isTrue();
    boolean quiet = call.state == ContactState.ACTIVE || call.ended();
    assertThat(call.check == null || (call.is(ContactState.ACTIVE) && call.due != null))
        .as("a check is looked after")
        .isTrue();
    assertThat(quiet || call.due != null).as("somebody looks after " + call.state).isTrue();
  }
}
