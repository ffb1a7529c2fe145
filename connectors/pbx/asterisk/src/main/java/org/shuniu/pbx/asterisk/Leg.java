// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What the driver knows of one leg. Its id is the Uniqueid in the switch. Loop thread only. */
final class Leg {
  final String id;
  final String call;
  final boolean outside;
  final String caller;

  /** As dialled: the extension in the dialplan, too. */
  final String called;

  final Instant since;
  final LegMedia media;

  /** Name of the channel; empty while an ordered telephone has none yet. */
  String channel = "";

  boolean answered;

  /** The far end hung up, as far as the switch has said so. */
  boolean partyLeft;

  boolean hangUpOrdered;

  /** The bridge it is in, empty for none. */
  String bridge = "";

  /** The leg it was connected to by order. */
  Optional<Leg> peer = Optional.empty();

  /** This very leg is on hold: ordered, or already so. */
  Hold hold = Hold.NO;

  Optional<Recording> recording = Optional.empty();

  /** Steps of a hold. */
  enum Hold {
    NO,
    ORDERED,
    HELD,
    RETRIEVING
  }

  Leg(
      String id,
      String call,
      boolean outside,
      String caller,
      String called,
      Instant since,
      Function<Leg, LegMedia> media) {
    this.id = id;
    this.call = call;
    this.outside = outside;
    this.caller = caller;
    this.called = called;
    this.since = since;
    this.media = media.apply(this);
  }

  /** What actions name it by: Asterisk takes the Uniqueid where there is no such channel name. */
  String address() {
    return channel.isEmpty() ? id : channel;
  }

  /** Where in the dialplan the hub commands it. */
  String home() {
    return outside ? "hub" : "agent";
  }

  /** Its extension there. */
  String extension() {
    return outside ? called : "s";
  }

  /** Whether it and its peer are in one bridge. */
  boolean connected() {
    return !bridge.isEmpty() && peer.map(other -> other.bridge.equals(bridge)).orElse(false);
  }

  /** Whether it or its peer is on hold. */
  boolean inHold() {
    return hold != Hold.NO || peer.map(other -> other.hold != Hold.NO).orElse(false);
  }
}
