// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is different from the wall before: the live event {@code wall.changed}, once a second at
 * most.
 *
 * @param reset something is there no more (a new day, an agent): the wall is to be read anew
 * @param figures all of them, if one changed
 * @param skills those with a new figure; lines, regions and seats likewise
 * @param waiting the whole list, if it changed
 */
record WallChange(
    String scope,
    long sequence,
    Instant at,
    boolean reset,
    Optional<Map<String, Double>> figures,
    List<WallRow> skills,
    List<WallRow> lines,
    List<WallRow> regions,
    Optional<List<WaitingView>> waiting,
    List<SeatView> seats) {

  /** The difference; empty if there is none. */
  static Optional<WallChange> between(WallView old, WallView now) {
    boolean reset =
        !old.day().equals(now.day())
            || lost(old.skills(), now.skills(), WallRow::key)
            || lost(old.lines(), now.lines(), WallRow::key)
            || lost(old.regions(), now.regions(), WallRow::key)
            || lost(old.seats(), now.seats(), SeatView::agentId);
    WallChange change =
        new WallChange(
            now.scope(),
            now.sequence(),
            now.at(),
            reset,
            Optional.of(now.figures()).filter(figures -> !figures.equals(old.figures())),
            changed(old.skills(), now.skills(), WallRow::key),
            changed(old.lines(), now.lines(), WallRow::key),
            changed(old.regions(), now.regions(), WallRow::key),
            Optional.of(now.waiting()).filter(waiting -> !waiting.equals(old.waiting())),
            changed(old.seats(), now.seats(), SeatView::agentId));
    return change.empty() ? Optional.empty() : Optional.of(change);
  }

  private boolean empty() {
    return !reset
        && figures.isEmpty()
        && skills.isEmpty()
        && lines.isEmpty()
        && regions.isEmpty()
        && waiting.isEmpty()
        && seats.isEmpty();
  }

  private static <T> boolean lost(List<T> old, List<T> now, Function<T, String> key) {
    return !now.stream()
        .map(key)
        .collect(Collectors.toSet())
        .containsAll(old.stream().map(key).toList());
  }

  private static <T> List<T> changed(List<T> old, List<T> now, Function<T, String> key) {
    Map<String, T> before = new HashMap<>();
    old.forEach(each -> before.put(key.apply(each), each));
    return now.stream().filter(each -> !each.equals(before.get(key.apply(each)))).toList();
  }
}
