// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.services.calendar.BusinessCalendar;
import org.shuniu.api.services.ivr.StartFlow;

/**
 * What callers get: published versions by flow, lines by number, prompts by name, calendars by
 * code. A value; a change makes a new one.
 *
 * @param nextPlanned when a version comes into force by itself
 */
record InForce(
    Map<String, PublishedFlow> flows,
    Map<String, Line> lines,
    Map<String, PromptContent> prompts,
    Map<String, BusinessCalendar> calendars,
    Optional<Instant> nextPlanned) {
  static final InForce NOTHING =
      new InForce(Map.of(), Map.of(), Map.of(), Map.of(), Optional.empty());

  /** What is asked for: a sub-flow by its name, else the flow of the number. */
  Optional<PublishedFlow> of(StartFlow start) {
    return start.flow().isPresent()
        ? Optional.ofNullable(flows.get(start.flow().get())).filter(f -> f.flow().subFlow())
        : line(start.called())
            .flatMap(line -> Optional.ofNullable(flows.get(line.line().flow())))
            .filter(f -> !f.flow().subFlow());
  }

  /** The line of a number, else that of all others. */
  Optional<ServedLine> line(String called) {
    @Nullable Line own = lines.get(called);
    @Nullable Line line = own != null && own.enabled() ? own : lines.get(Line.ANY);
    return Optional.ofNullable(line)
        .map(
            it ->
                new ServedLine(
                    it, it.calendar().flatMap(code -> Optional.ofNullable(calendars.get(code)))));
  }

  /** Whether a hub with lines of its own has none for this number: somebody should know. */
  boolean unknown(String called) {
    @Nullable Line own = lines.get(called);
    boolean has = lines.keySet().stream().anyMatch(number -> !number.equals(Line.ANY));
    return has && (own == null || !own.enabled());
  }
}
