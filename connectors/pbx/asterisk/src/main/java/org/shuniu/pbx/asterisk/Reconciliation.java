// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.util.Map;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxEvent.Outcome;

/** Brings the board to what the switch says after a (re)connection. Loop thread only. */
final class Reconciliation {
  private final Board board;

  Reconciliation(Board board) {
    this.board = board;
  }

  /** Ends legs that are gone, adopts those that are there, offers callers whom no hub knows. */
  void apply(Census census) {
    board.devices().clear();
    board.devices().putAll(census.devices());
    for (Leg leg : board.legs()) {
      if (!census.channels().containsKey(leg.id)) {
        leg.bridge = "";
        board.end(leg, EndCause.UNKNOWN, EndedBy.UNKNOWN);
      }
    }
    census.channels().values().stream()
        .filter(channel -> !channel.call().isEmpty())
        .forEach(this::adopt);
    census.channels().values().forEach(channel -> join(census, channel));
    census.channels().values().stream()
        .filter(channel -> channel.call().isEmpty() && channel.inAgi())
        .forEach(this::offer);
  }

  private void adopt(Census.Channel channel) {
    Leg leg = board.leg(channel.leg()).orElseGet(() -> create(channel));
    leg.channel = channel.name();
    leg.answered = channel.up();
    leg.bridge = channel.bridge();
    // What was asked before the break cannot be told any more, and must not sound behind new
    // orders.
    boolean busy = leg.media.busy();
    leg.media.abandon(Outcome.FAILED);
    if (busy) {
      board.reset(leg);
    } else if (channel.inAgi()) {
      leg.media.agiStarted();
    } else {
      leg.media.agiEnded();
    }
  }

  private Leg create(Census.Channel channel) {
    Leg leg =
        board.create(
            channel.leg(),
            channel.call(),
            channel.outside(),
            channel.caller(),
            channel.extension(),
            channel.since());
    board.add(leg);
    return leg;
  }

  private void join(Census census, Census.Channel channel) {
    board
        .leg(channel.leg())
        .ifPresent(
            leg -> {
              leg.peer = census.partner(channel).flatMap(partner -> board.leg(partner.leg()));
              boolean held = channel.place().equals("hold") && channel.bridge().isEmpty();
              leg.hold = held ? Leg.Hold.HELD : Leg.Hold.NO;
            });
  }

  private void offer(Census.Channel channel) {
    Map<String, String> env =
        Map.of("agi_callerid", channel.caller(), "agi_extension", channel.extension());
    Leg leg = new Happenings(board).offered(channel.leg(), channel.name(), env);
    leg.answered = channel.up();
    leg.media.agiStarted();
  }
}
