// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Message;
import org.shuniu.api.base.Region;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.api.services.contact.EndReason;

/**
 * All that is known of one contact over the telephone. Changed only by the {@link Machine}, under
 * the {@link Conductor}'s lock for this contact; the fields are open to both so that decisions read
 * as decisions.
 */
final class Call {
  private static final int MOST_DATA = 64;
  private static final int MOST_BYTES = 3_900;
  private static final int LONGEST_VALUE = 512;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_TRAIL = 200;

  final String id;
  final String pbx;
  final String callerLeg;
  final String caller;
  final String called;
  final Instant offeredAt;
  ContactState state = ContactState.OFFERED;
  @Nullable Instant queuedAt;
  @Nullable Instant answeredAt;
  @Nullable Instant endedAt;
  @Nullable EndReason endReason;
  String skill = "";
  int priority;
  boolean held;
  boolean muted;
  @Nullable String citizenId;

  /** How surely the caller is a citizen, as far as somebody found out. */
  @Nullable Proof proof;

  /** The proof of identity that is under way within the talk. */
  @Nullable Check check;

  /** The recording was interrupted for a check and is to go on. */
  boolean recordAgain;

  /** Where the caller's line is, as far as the number tells. */
  Optional<Region> region = Optional.empty();

  @Nullable AgentPart agent;
  @Nullable WrapUp wrapUp;
  boolean wrapUpDirty;
  final Map<String, String> data = new LinkedHashMap<>();
  final Map<String, Leg> legs = new LinkedHashMap<>();
  final Map<String, Recording> recordings = new LinkedHashMap<>();
  final List<TrailEntry> trail = new ArrayList<>();

  /** When the flow was started, and whether it gave a sign since. */
  @Nullable Instant flowSince;

  boolean flowSeen;

  /** Request of the prompt that the waiting caller is to hear or hears, and since when. */
  @Nullable String prompt;

  @Nullable Instant promptSince;
  boolean promptPlaying;

  /** The prompt is the last word to a caller who cannot be served. */
  boolean farewell;

  final Set<String> queuedSkills = new HashSet<>();

  /** Reservations that were answered already; the bus may deliver one twice. */
  final Set<String> pastReservations = new HashSet<>();

  /** Legs that the switch seems to lack; they are taken as ended unless something is heard. */
  final Set<String> missing = new HashSet<>();

  @Nullable Instant doubtUntil;

  /** The two parties were parted without either ending. */
  boolean parted;

  /** Read from the database: what is not stored is not known. */
  boolean recovered;

  /** When the watchdog looks at it next. */
  @Nullable Instant due;

  /** When something was last heard or ordered; a snapshot from before is not believed. */
  Instant touched;

  /** Version of the row; empty before it is written. */
  Optional<Integer> version = Optional.empty();

  /** Whether the row says something else. */
  boolean dirty = true;

  /** Facts that leave with the next commit. */
  final List<Message> facts = new ArrayList<>();

  Call(String id, String pbx, String callerLeg, String caller, String called, Instant offeredAt) {
    this.id = id;
    this.pbx = pbx;
    this.callerLeg = callerLeg;
    this.caller = caller;
    this.called = called;
    this.offeredAt = offeredAt;
    this.touched = offeredAt;
  }

  boolean ended() {
    return endedAt != null;
  }

  /** Whether an agent talked with the citizen. */
  boolean served() {
    return answeredAt != null;
  }

  boolean is(ContactState one) {
    return state == one;
  }

  Optional<Leg> leg(String leg) {
    return Optional.ofNullable(legs.get(leg));
  }

  /** Whether this is the leg of the agent who rings or talks. */
  boolean agentLeg(String leg) {
    return agent != null && agent.leg.equals(leg) && agent.step != AgentPart.Step.OVER;
  }

  /** The switch seems to lack this leg; it is given until then to say something of the call. */
  void doubt(String leg, Instant until) {
    if (missing.isEmpty()) {
      doubtUntil = until;
    }
    missing.add(leg);
  }

  List<Leg> openLegs() {
    return legs.values().stream().filter(Leg::open).toList();
  }

  void wakeAt(Instant when) {
    due = when;
  }

  void wakeAfter(Instant now, Duration pause) {
    due = now.plus(pause);
  }

  /** Takes over attached data, within bounds: it comes from outside and fits into one column. */
  void attach(Map<String, String> more) {
    more.forEach(
        (name, value) -> {
          String cut = value.substring(0, Math.min(value.length(), LONGEST_VALUE));
          String before = data.put(name, cut);
          boolean fits =
              name.length() <= LONGEST_NAME && data.size() <= MOST_DATA && bytes() <= MOST_BYTES;
          if (!fits && before == null) {
            data.remove(name);
          } else if (!fits && before != null) {
            data.put(name, before);
          } else {
            dirty = true;
          }
        });
  }

  private int bytes() {
    return data.entrySet().stream().mapToInt(e -> bytes(e.getKey()) + bytes(e.getValue())).sum();
  }

  /** Length as JSON in UTF-8, with quotes and separator. */
  private static int bytes(String text) {
    int escaped = text.chars().map(c -> c < ' ' ? 6 : c == '"' || c == '\\' ? 2 : 0).sum();
    return text.getBytes(StandardCharsets.UTF_8).length + escaped + 3;
  }

  /** Adds a node, unless it is known; keeps them in the order of time. */
  void passed(TrailEntry entry) {
    if (trail.size() < LONGEST_TRAIL && trail.stream().noneMatch(e -> e.id().equals(entry.id()))) {
      trail.add(entry);
    }
  }

  Optional<String> lastNode() {
    return trail.isEmpty() ? Optional.empty() : Optional.of(trail.get(trail.size() - 1).node());
  }

  /** From queueing to the answer, or to the end of the waiting. */
  Optional<Duration> waited() {
    Instant end = answeredAt != null ? answeredAt : endedAt;
    return queuedAt == null || end == null
        ? Optional.empty()
        : Optional.of(positive(Duration.between(queuedAt, end)));
  }

  Optional<Duration> talked() {
    return answeredAt == null || endedAt == null
        ? Optional.empty()
        : Optional.of(positive(Duration.between(answeredAt, endedAt)));
  }

  boolean unsaved() {
    return dirty
        || wrapUpDirty
        || !facts.isEmpty()
        || legs.values().stream().anyMatch(l -> l.dirty)
        || recordings.values().stream().anyMatch(r -> r.dirty);
  }

  private static Duration positive(Duration d) {
    return d.isNegative() ? Duration.ZERO : d;
  }
}
