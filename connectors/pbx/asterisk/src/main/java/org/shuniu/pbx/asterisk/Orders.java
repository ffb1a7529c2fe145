// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.asteriskjava.manager.action.BridgeAction;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.MixMonitorAction;
import org.asteriskjava.manager.action.MuteAudioAction;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.action.SetVarAction;
import org.asteriskjava.manager.action.StopMixMonitorAction;
import org.shuniu.api.base.HubException;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxCapability;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxEvent.Outcome;

/** Turns the hub's orders into actions. Loop thread only. */
final class Orders {
  private static final int NORMAL_CLEARING = 16;

  /** It becomes the channel's Uniqueid. */
  private static final Pattern LEG_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final Board board;

  Orders(Board board) {
    this.board = board;
  }

  /** Carries out one order but TakeSnapshot; the stage as {@code PbxDriver.execute} promises. */
  CompletableFuture<?> execute(PbxCommand command) {
    if (command instanceof PbxCommand.AnswerCall order) {
      return answer(leg(order.leg()));
    } else if (command instanceof PbxCommand.PlayPrompt order) {
      return play(leg(order.leg()), order);
    } else if (command instanceof PbxCommand.CollectDigits order) {
      return collect(leg(order.leg()), order);
    } else if (command instanceof PbxCommand.StopPrompt order) {
      leg(order.leg()).media.stop(Outcome.INTERRUPTED);
      return done();
    } else if (command instanceof PbxCommand.RingDevice order) {
      return ring(order);
    } else if (command instanceof PbxCommand.ConnectLegs order) {
      return connect(leg(order.legA()), leg(order.legB()));
    } else if (command instanceof PbxCommand.HoldLeg order) {
      return hold(leg(order.leg()));
    } else if (command instanceof PbxCommand.RetrieveLeg order) {
      return retrieve(leg(order.leg()));
    } else if (command instanceof PbxCommand.MuteLeg order) {
      return mute(leg(order.leg()), order.muted());
    } else if (command instanceof PbxCommand.StartRecording order) {
      return record(leg(order.leg()), order.recording());
    } else if (command instanceof PbxCommand.StopRecording order) {
      return stopRecording(leg(order.leg()), order.recording());
    } else if (command instanceof PbxCommand.AttachData order) {
      return attach(leg(order.leg()), order.data());
    } else if (command instanceof PbxCommand.HangUpLeg order) {
      return board.leg(order.leg()).<CompletableFuture<?>>map(this::hangUp).orElseGet(Orders::done);
    } else if (command instanceof PbxCommand.AnswerDevice order) {
      return pickUp(leg(order.leg()));
    }
    throw new IllegalArgumentException(command.getClass().getSimpleName());
  }

  private Leg leg(String id) {
    return board.leg(id).orElseThrow(() -> HubException.notFound("pbx.leg.unknown", id));
  }

  private static CompletableFuture<?> done() {
    return CompletableFuture.completedFuture(true);
  }

  private static HubException refused(String reason) {
    return HubException.external("pbx.switch.refused", Map.of("reason", reason));
  }

  private static HubException missing(PbxCapability capability) {
    return HubException.external("pbx.capability.missing", Map.of("capability", capability));
  }

  private CompletableFuture<?> answer(Leg leg) {
    if (!leg.answered) {
      leg.media.answer();
    }
    return done();
  }

  private CompletableFuture<?> pickUp(Leg leg) {
    if (!board.settings().answerFromScreen()) {
      throw missing(PbxCapability.ANSWER_DEVICE);
    }
    if (leg.answered) {
      return done();
    }
    if (leg.outside || leg.channel.isEmpty()) {
      throw refused("no telephone rings");
    }
    return board.send(new TalkNotifyAction(leg.channel));
  }

  private CompletableFuture<?> play(Leg leg, PbxCommand.PlayPrompt order) {
    freeForMedia(leg);
    LegMedia.Done told =
        (digits, outcome) ->
            board.emit(
                new PbxEvent.PromptEnded(
                    board.pbx(), leg.call, leg.id, order.request(), outcome, board.now()));
    leg.media.add(
        new LegMedia.Request(order.audio(), order.interruptible(), Optional.empty(), told));
    return done();
  }

  private CompletableFuture<?> collect(Leg leg, PbxCommand.CollectDigits order) {
    freeForMedia(leg);
    LegMedia.Done told =
        (digits, outcome) ->
            board.emit(
                new PbxEvent.DigitsCollected(
                    board.pbx(), leg.call, leg.id, order.request(), digits, outcome, board.now()));
    LegMedia.Input input =
        new LegMedia.Input(
            order.max(), order.terminator(), order.first(), order.between(), order.secret());
    leg.media.add(new LegMedia.Request(order.audio(), true, Optional.of(input), told));
    return done();
  }

  private static void freeForMedia(Leg leg) {
    if (leg.connected() || leg.hold != Leg.Hold.NO) {
      throw refused("connected");
    }
  }

  private CompletableFuture<?> ring(PbxCommand.RingDevice order) {
    if (board.leg(order.leg()).isPresent() || board.wasThere(order.leg())) {
      return done();
    }
    if (!LEG_ID.matcher(order.leg()).matches()) {
      throw HubException.invalid("pbx.leg.unknown", Map.of());
    }
    if (!board.devices().containsKey(order.device())) {
      throw HubException.notFound("pbx.device.unknown", order.device());
    }
    if (board.legs().stream().noneMatch(leg -> leg.call.equals(order.call()))) {
      throw HubException.notFound("pbx.call.unknown", order.call());
    }
    Leg leg =
        board.create(order.leg(), order.call(), false, order.device(), order.device(), board.now());
    board.add(leg);
    return board
        .send(originate(order))
        .whenComplete(
            (response, fault) -> {
              if (fault != null) {
                board.end(leg, EndCause.FAILED, EndedBy.SWITCH);
              }
            });
  }

  private static OriginateAction originate(PbxCommand.RingDevice order) {
    OriginateAction action = new OriginateAction();
    action.setActionId(order.leg());
    action.setChannel("PJSIP/" + order.device());
    action.setChannelId(order.leg());
    action.setContext("agent");
    action.setExten("s");
    action.setPriority(1);
    action.setTimeout(order.timeout().toMillis());
    action.setCallerId(Clean.number(order.shownNumber()));
    action.setAsync(true);
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("SHUNIU_CALL", order.call());
    variables.put("CDR(shuniu_call)", order.call());
    if (!order.data().isEmpty()) {
      variables.put("PJSIP_HEADER(add,X-Call-Data)", encoded(order.data()));
    }
    action.setVariables(variables);
    return action;
  }

  /**
   * Data as one value: {@code key=value;key=value}, each percent-encoded, as X-Call-Data has it.
   */
  private static String encoded(Map<String, String> data) {
    return new TreeMap<>(data)
        .entrySet().stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining(";"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(Clean.text(text), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private CompletableFuture<?> connect(Leg a, Leg b) {
    if (a.connected() && a.peer.equals(Optional.of(b))) {
      return done();
    }
    if (!a.answered || !b.answered) {
      throw refused("not answered");
    }
    for (Leg leg : List.of(a, b)) {
      leg.media.abandon(Outcome.INTERRUPTED);
      leg.peer.filter(peer -> peer != a && peer != b).ifPresent(peer -> board.part(leg));
    }
    a.peer = Optional.of(b);
    b.peer = Optional.of(a);
    return bridge(a, b);
  }

  private CompletableFuture<?> bridge(Leg a, Leg b) {
    CompletableFuture<?> accepted = board.send(new BridgeAction(a.address(), b.address(), false));
    board.tell(new SetVarAction(a.address(), "SHUNIU_TALKED", b.id));
    board.tell(new SetVarAction(b.address(), "SHUNIU_TALKED", a.id));
    return accepted.whenComplete(
        (response, fault) -> {
          if (fault != null && a.bridge.isEmpty()) {
            a.peer = Optional.empty();
            b.peer = Optional.empty();
          }
        });
  }

  private CompletableFuture<?> hold(Leg leg) {
    if (leg.hold != Leg.Hold.NO) {
      return done();
    }
    if (!leg.connected()) {
      throw refused("not connected");
    }
    Leg peer = leg.peer.orElseThrow();
    leg.hold = Leg.Hold.ORDERED;
    RedirectAction action =
        new RedirectAction(
            leg.address(),
            peer.address(),
            "hold",
            leg.extension(),
            1,
            peer.home(),
            peer.extension(),
            1);
    return board
        .send(action)
        .whenComplete(
            (response, fault) -> {
              if (fault != null) {
                leg.hold = Leg.Hold.NO;
              }
            });
  }

  private CompletableFuture<?> retrieve(Leg leg) {
    if (leg.hold == Leg.Hold.NO || leg.hold == Leg.Hold.RETRIEVING) {
      return done();
    }
    Leg peer = leg.peer.orElseThrow(() -> refused("alone"));
    leg.hold = Leg.Hold.RETRIEVING;
    peer.media.abandon(Outcome.INTERRUPTED);
    return board.send(new BridgeAction(leg.address(), peer.address(), false));
  }

  private CompletableFuture<?> mute(Leg leg, boolean muted) {
    return board
        .send(
            new MuteAudioAction(
                leg.address(),
                MuteAudioAction.Direction.IN,
                muted ? MuteAudioAction.State.MUTE : MuteAudioAction.State.UNMUTE))
        .thenRun(
            () ->
                board.emit(
                    new PbxEvent.LegMuted(board.pbx(), leg.call, leg.id, muted, board.now())));
  }

  private CompletableFuture<?> record(Leg leg, String id) {
    Path folder = board.settings().recordings().orElseThrow(() -> missing(PbxCapability.RECORD));
    if (leg.recording.isPresent()) {
      if (leg.recording.get().id().equals(id)) {
        return done();
      }
      throw refused("records already");
    }
    if (!LEG_ID.matcher(id).matches()) {
      throw refused("recording id");
    }
    Recording recording = new Recording(id, folder.resolve(id + ".wav"));
    leg.recording = Optional.of(recording);
    return board
        .send(new MixMonitorAction(leg.address(), recording.file().toString()))
        .whenComplete(
            (response, fault) -> {
              if (fault != null) {
                leg.recording = Optional.empty();
              }
            });
  }

  private CompletableFuture<?> stopRecording(Leg leg, String id) {
    if (leg.recording.filter(recording -> recording.id().equals(id)).isEmpty()) {
      return done();
    }
    return board.send(new StopMixMonitorAction(leg.address()));
  }

  private CompletableFuture<?> attach(Leg leg, Map<String, String> data) {
    return board.send(new SetVarAction(leg.address(), "SHUNIU_DATA", encoded(data)));
  }

  private CompletableFuture<?> hangUp(Leg leg) {
    leg.hangUpOrdered = true;
    return board
        .send(new HangupAction(leg.address(), NORMAL_CLEARING))
        .handle((response, fault) -> true);
  }
}
