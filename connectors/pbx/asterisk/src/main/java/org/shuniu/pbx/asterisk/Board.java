// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.asteriskjava.manager.action.AgiAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.MixMonitorMuteAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.response.ManagerResponse;
import org.shuniu.api.pbx.DeviceState;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxEvent.Outcome;
import org.shuniu.api.pbx.spi.PbxContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The legs and telephones of one switch, and the way to its commands. Loop thread only. */
final class Board implements LegMedia.Host {
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);
  private static final int REMEMBERED = 2000;

  private final PbxContext context;
  private final Settings settings;
  private final Loop loop;
  private final Map<String, Leg> legs = new HashMap<>();
  private final Map<String, DeviceState> devices = new HashMap<>();

  /** Ids of legs that ended, so that a repeated order rings nobody again. */
  private final Map<String, Boolean> endedLegs =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  private Optional<AmiSession> session = Optional.empty();

  Board(PbxContext context, Settings settings, Loop loop) {
    this.context = context;
    this.settings = settings;
    this.loop = loop;
  }

  String pbx() {
    return context.instance();
  }

  @Override
  public Instant now() {
    return context.clock().instant();
  }

  void emit(PbxEvent event) {
    context.emit(event);
  }

  void session(Optional<AmiSession> current) {
    session = current;
  }

  boolean online() {
    return session.isPresent();
  }

  Collection<Leg> legs() {
    return List.copyOf(legs.values());
  }

  Optional<Leg> leg(String id) {
    return Optional.ofNullable(legs.get(id));
  }

  void add(Leg leg) {
    legs.put(leg.id, leg);
  }

  boolean wasThere(String id) {
    return endedLegs.containsKey(id);
  }

  Map<String, DeviceState> devices() {
    return devices;
  }

  /** A new leg, not yet on the board. */
  Leg create(String id, String call, boolean outside, String caller, String called, Instant since) {
    return new Leg(id, call, outside, caller, called, since, leg -> new LegMedia(leg, this));
  }

  /** The leg is gone: ends all that hangs on it, and tells it once. */
  void end(Leg leg, EndCause cause, EndedBy by) {
    if (legs.remove(leg.id) == null) {
      return;
    }
    endedLegs.put(leg.id, true);
    leg.media.agiEnded();
    leg.media.abandon(Outcome.FAILED);
    part(leg);
    leg.recording.ifPresent(recording -> recorded(leg, recording));
    leg.recording = Optional.empty();
    emit(new PbxEvent.LegEnded(pbx(), leg.call, leg.id, cause, by, now()));
  }

  /** Two legs do not hear each other any more, for good; the one on hold goes home. */
  void part(Leg leg) {
    Optional<Leg> peer = leg.peer;
    if (peer.isEmpty()) {
      return;
    }
    Leg other = peer.get();
    boolean otherHeld = other.hold != Leg.Hold.NO;
    leg.peer = Optional.empty();
    other.peer = Optional.empty();
    leg.hold = Leg.Hold.NO;
    other.hold = Leg.Hold.NO;
    emit(new PbxEvent.LegsDisconnected(pbx(), leg.call, leg.id, other.id, now()));
    if (otherHeld) {
      reset(other);
    }
  }

  /** Waits for the file to be finished, then tells of the recording. */
  void recorded(Leg leg, Recording recording) {
    recorded(leg, recording, 50);
  }

  private void recorded(Leg leg, Recording recording, int patience) {
    if (patience > 0 && !recording.complete()) {
      loop.after(Duration.ofMillis(100), () -> recorded(leg, recording, patience - 1));
      return;
    }
    long bytes = recording.bytes();
    if (bytes == 0) {
      LOG.warn("recording {} of call {} left no file", recording.id(), leg.call);
    }
    emit(
        new PbxEvent.RecordingStopped(
            pbx(),
            leg.call,
            leg.id,
            recording.id(),
            recording.file().toUri().toString(),
            Recording.length(bytes),
            bytes,
            now()));
  }

  /** Sends an action; the stage is completed on the loop. */
  CompletableFuture<ManagerResponse> send(ManagerAction action) {
    CompletableFuture<ManagerResponse> answer = new CompletableFuture<>();
    session
        .map(current -> current.send(action))
        .orElseGet(() -> CompletableFuture.failedFuture(AmiSession.offline()))
        .whenCompleteAsync(
            (response, fault) -> {
              if (fault == null) {
                answer.complete(response);
              } else {
                answer.completeExceptionally(fault);
              }
            },
            loop);
    return answer;
  }

  /** Sends an action that nobody waits for. */
  void tell(ManagerAction action) {
    send(action)
        .exceptionally(
            fault -> {
              LOG.debug("{} was not carried out: {}", action.getAction(), fault.getMessage());
              return new ManagerResponse();
            });
  }

  @Override
  public void agi(Leg leg, String command, String commandId) {
    send(new AgiAction(leg.address(), command, commandId))
        .whenComplete(
            (response, fault) -> {
              if (fault != null) {
                leg.media.result(commandId, "200 result=-1");
              }
            });
  }

  @Override
  public void reset(Leg leg) {
    leg.media.agiEnded();
    tell(new RedirectAction(leg.address(), leg.home(), leg.extension(), 1));
  }

  @Override
  public void shield(Leg leg, boolean on) {
    if (leg.recording.isPresent()) {
      tell(new MixMonitorMuteAction(leg.address(), "both", on ? 1 : 0));
    }
  }

  @Override
  public Future<?> after(Duration delay, Runnable task) {
    return loop.after(delay, task);
  }

  @Override
  public Settings settings() {
    return settings;
  }
}
