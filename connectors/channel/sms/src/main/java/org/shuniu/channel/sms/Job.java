// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.shuniu.api.base.HubException;
import org.shuniu.api.channel.spi.OutgoingText;

/**
 * A text on its way, part by part: a part is given when the one before is taken, so that a refusal
 * of the first one leaves nothing at the carrier. Changed by {@link Outbox} only.
 */
final class Job {
  final OutgoingText text;
  final String to;
  final CompletableFuture<List<String>> answer = new CompletableFuture<>();
  private final List<Part> parts;
  private final List<String> taken = new ArrayList<>();
  private long deadline;
  private int throttled;

  /**
   * @param to as the carrier wants it
   * @param deadline by {@link System#nanoTime}, for waiting
   */
  Job(OutgoingText text, String to, List<Part> parts, long deadline) {
    this.text = text;
    this.to = to;
    this.parts = parts;
    this.deadline = deadline;
  }

  Part part() {
    return parts.get(taken.size());
  }

  /**
   * The carrier has this part; whether it was the last one.
   *
   * @param next until when the part that follows may wait
   */
  boolean took(String carrierId, long next) {
    taken.add(carrierId);
    throttled = 0;
    deadline = next;
    return taken.size() == parts.size();
  }

  List<String> taken() {
    return List.copyOf(taken);
  }

  /** Whether the carrier has a part already. */
  boolean begun() {
    return !taken.isEmpty();
  }

  boolean overdue(long now) {
    return deadline - now < 0;
  }

  /** How often the part that is due was put off by the carrier, this time included. */
  int putOff() {
    return ++throttled;
  }

  /** Nothing was given, or it is uncertain when a part was. */
  HubException notGiven(HubException fault) {
    return begun() ? incomplete(fault.code()) : fault;
  }

  /** Some parts are at the carrier, the rest is not: the citizen may see a torso, or nothing. */
  HubException incomplete(String why) {
    return HubException.external(
        "channel.uncertain",
        Map.of("reason", "part %d of %d: %s".formatted(taken.size() + 1, parts.size(), why)));
  }
}
