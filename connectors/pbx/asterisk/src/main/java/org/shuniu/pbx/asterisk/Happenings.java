// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.SetVarAction;
import org.asteriskjava.manager.event.AsyncAgiEvent;
import org.asteriskjava.manager.event.BridgeEnterEvent;
import org.asteriskjava.manager.event.BridgeLeaveEvent;
import org.asteriskjava.manager.event.DeviceStateChangeEvent;
import org.asteriskjava.manager.event.DtmfEndEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.HangupRequestEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.MixMonitorStartEvent;
import org.asteriskjava.manager.event.MixMonitorStopEvent;
import org.asteriskjava.manager.event.MusicOnHoldStartEvent;
import org.asteriskjava.manager.event.NewChannelEvent;
import org.asteriskjava.manager.event.NewStateEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Ids;
import org.shuniu.api.pbx.DeviceState;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxEvent;

/** Turns what Asterisk tells into changes of the board and events of the hub. Loop thread only. */
final class Happenings {
  private static final int RINGING = 5;
  private static final int UP = 6;

  private final Board board;

  Happenings(Board board) {
    this.board = board;
  }

  /** One event, in the order of the switch. */
  void hear(ManagerEvent event) {
    if (event instanceof NewChannelEvent e) {
      leg(e.getUniqueId()).ifPresent(leg -> channel(leg, e.getChannel()));
    } else if (event instanceof NewStateEvent e) {
      leg(e.getUniqueId()).ifPresent(leg -> state(leg, e));
    } else if (event instanceof AsyncAgiEvent e) {
      agi(e);
    } else if (event instanceof DtmfEndEvent e) {
      if ("Received".equals(e.getDirection()) && e.getDigit() != null) {
        leg(e.getUniqueId()).ifPresent(leg -> leg.media.key(e.getDigit()));
      }
    } else if (event instanceof BridgeEnterEvent e) {
      leg(e.getUniqueId()).ifPresent(leg -> entered(leg, e.getBridgeUniqueId()));
    } else if (event instanceof BridgeLeaveEvent e) {
      leg(e.getUniqueId()).ifPresent(leg -> left(leg, e.getBridgeUniqueId()));
    } else if (event instanceof MusicOnHoldStartEvent e) {
      leg(e.getUniqueId()).ifPresent(this::musicStarted);
    } else if (event instanceof MixMonitorStartEvent e) {
      leg(e.getUniqueId()).ifPresent(this::recordingStarted);
    } else if (event instanceof MixMonitorStopEvent e) {
      leg(e.getUniqueId()).ifPresent(this::recordingStopped);
    } else if (event instanceof HangupRequestEvent e) {
      leg(e.getUniqueId()).ifPresent(leg -> leg.partyLeft = !leg.hangUpOrdered);
    } else if (event instanceof HangupEvent e) {
      leg(e.getUniqueId()).ifPresent(leg -> gone(leg, e.getCause()));
    } else if (event instanceof OriginateResponseEvent e) {
      leg(e.getActionId()).or(() -> leg(e.getUniqueId())).ifPresent(leg -> originated(leg, e));
    } else if (event instanceof DeviceStateChangeEvent e) {
      device(e.getDevice(), e.getState());
    }
  }

  private Optional<Leg> leg(@Nullable String id) {
    return id == null ? Optional.empty() : board.leg(id);
  }

  private void channel(Leg leg, String channel) {
    leg.channel = channel;
    if (leg.hangUpOrdered) {
      board.tell(new HangupAction(channel));
    }
  }

  private void state(Leg leg, NewStateEvent event) {
    int state = Objects.requireNonNullElse(event.getChannelState(), 0);
    if (state == RINGING && !leg.outside) {
      board.emit(new PbxEvent.LegRinging(board.pbx(), leg.call, leg.id, board.now()));
    } else if (state == UP && leg.outside) {
      answered(leg);
    }
  }

  private void answered(Leg leg) {
    if (!leg.answered) {
      leg.answered = true;
      board.emit(new PbxEvent.LegAnswered(board.pbx(), leg.call, leg.id, board.now()));
    }
  }

  /** A telephone counts as answered when its leg is in the dialplan: only then can it be used. */
  private void originated(Leg leg, OriginateResponseEvent event) {
    if ("Success".equalsIgnoreCase(event.getResponse())) {
      answered(leg);
    } else if (leg.channel.isEmpty()) {
      boolean ordered = leg.hangUpOrdered;
      board.end(
          leg,
          ordered ? EndCause.CANCELLED : EndCause.UNREACHABLE,
          ordered ? EndedBy.HUB : EndedBy.SWITCH);
    }
  }

  private void agi(AsyncAgiEvent event) {
    Optional<Leg> leg = leg(event.getUniqueId());
    if (event.isStart()) {
      leg.ifPresentOrElse(known -> known.media.agiStarted(), () -> offer(event));
    } else if (event.isExec()) {
      String result = String.join(" ", event.decodeResult());
      leg.ifPresent(
          known ->
              known.media.result(Objects.requireNonNullElse(event.getCommandId(), ""), result));
    } else if (event.isEnd()) {
      leg.ifPresent(known -> known.media.agiEnded());
    }
  }

  private void offer(AsyncAgiEvent event) {
    if (board.settings().outside(event.getChannel()) && !board.wasThere(event.getUniqueId())) {
      Map<String, String> env = environment(event);
      Leg leg = offered(event.getUniqueId(), event.getChannel(), env);
      leg.answered = Objects.requireNonNullElse(event.getChannelState(), 0) == UP;
      leg.media.agiStarted();
    }
  }

  /** A caller whom no hub knows yet: gets a call id, which is noted in the switch. */
  Leg offered(String id, String channel, Map<String, String> env) {
    String called = env.getOrDefault("agi_extension", "");
    Leg leg =
        board.create(
            id, Ids.next(), true, Clean.number(env.get("agi_callerid")), called, board.now());
    leg.channel = channel;
    board.add(leg);
    board.tell(new SetVarAction(channel, "SHUNIU_CALL", leg.call));
    board.tell(new SetVarAction(channel, "CDR(shuniu_call)", leg.call));
    Map<String, String> data = new LinkedHashMap<>();
    attached(env, "agi_arg_1", "X-Call-Data", data);
    attached(env, "agi_arg_2", "User-to-User", data);
    board.emit(
        new PbxEvent.CallOffered(
            board.pbx(), leg.call, leg.id, leg.caller, Clean.number(called), data, board.now()));
    return leg;
  }

  private static void attached(
      Map<String, String> env, String argument, String name, Map<String, String> data) {
    String value = env.getOrDefault(argument, "");
    if (!value.isEmpty()) {
      data.put(name, Clean.text(decoded(value)));
    }
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  private static Map<String, String> environment(AsyncAgiEvent event) {
    Map<String, String> env = new HashMap<>();
    for (String line : event.decodeEnv()) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        env.putIfAbsent(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return env;
  }

  private void entered(Leg leg, String bridge) {
    leg.bridge = bridge;
    leg.media.agiEnded();
    if (!leg.connected()) {
      return;
    }
    Leg other = leg.peer.orElseThrow();
    Optional<Leg> held =
        leg.hold != Leg.Hold.NO
            ? Optional.of(leg)
            : other.hold != Leg.Hold.NO ? Optional.of(other) : Optional.empty();
    if (held.isPresent()) {
      held.get().hold = Leg.Hold.NO;
      board.emit(new PbxEvent.LegRetrieved(board.pbx(), leg.call, held.get().id, board.now()));
    } else {
      Leg first = leg.outside ? leg : other;
      Leg second = leg.outside ? other : leg;
      board.emit(
          new PbxEvent.LegsConnected(board.pbx(), leg.call, first.id, second.id, board.now()));
    }
  }

  private void left(Leg leg, String bridge) {
    if (!leg.bridge.equals(bridge)) {
      return;
    }
    boolean talked = leg.connected();
    leg.bridge = "";
    if (talked && !leg.inHold()) {
      board.part(leg);
    }
  }

  private void musicStarted(Leg leg) {
    if (leg.hold == Leg.Hold.ORDERED) {
      leg.hold = Leg.Hold.HELD;
      board.emit(new PbxEvent.LegHeld(board.pbx(), leg.call, leg.id, board.now()));
    }
  }

  private void recordingStarted(Leg leg) {
    leg.recording.ifPresent(
        recording ->
            board.emit(
                new PbxEvent.RecordingStarted(
                    board.pbx(), leg.call, leg.id, recording.id(), board.now())));
  }

  private void recordingStopped(Leg leg) {
    leg.recording.ifPresent(recording -> board.recorded(leg, recording));
    leg.recording = Optional.empty();
  }

  private void gone(Leg leg, @Nullable Integer cause) {
    EndedBy by = leg.partyLeft ? EndedBy.PARTY : leg.hangUpOrdered ? EndedBy.HUB : EndedBy.SWITCH;
    EndCause why = Causes.of(leg.answered, leg.outside, by, Objects.requireNonNullElse(cause, 0));
    leg.bridge = "";
    board.end(leg, why, by);
  }

  /** A telephone's state, as DeviceStateChange and the list of endpoints spell it. */
  private void device(@Nullable String device, @Nullable String state) {
    if (device == null || !device.startsWith("PJSIP/")) {
      return;
    }
    String name = device.substring("PJSIP/".length());
    DeviceState now = Devices.state(state);
    if (!board.settings().trunks().contains(name) && board.devices().put(name, now) != now) {
      board.emit(new PbxEvent.DeviceChanged(board.pbx(), name, now, board.now()));
    }
  }
}
