// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.shuniu.api.base.Region;
import org.shuniu.api.services.acd.Seat;

/** Puts together what is shown of the floor. Reads memory only. */
final class Wall {
  private static final int MOST_WAITING = 200;

  private final Tallies tallies;
  private final AgentTimes times;
  private final Crowd crowd;
  private final Settings settings;
  private final Clock clock;

  Wall(Tallies tallies, AgentTimes times, Crowd crowd, Settings settings, Clock clock) {
    this.tallies = tallies;
    this.times = times;
    this.crowd = crowd;
    this.settings = settings;
    this.clock = clock;
  }

  /** The wall of this moment. */
  WallView look(Scope scope, long sequence) {
    Instant now = clock.instant();
    List<Seat> seats = crowd.seats(scope);
    List<Story> waiting = waiting(scope);
    return new WallView(
        scope.id(),
        sequence,
        now,
        LocalDate.ofInstant(now, settings.zone()),
        settings.rules().target().toSeconds(),
        whole(scope, waiting, seats, now),
        skills(scope, waiting, seats, now),
        rows(scope, waiting, Cell::line, this::line, now),
        rows(scope, waiting, Wall::city, Wall::unnamed, now),
        places(waiting),
        seats.stream().map(this::view).toList(),
        settings.thresholds());
  }

  private List<Story> waiting(Scope scope) {
    return tallies.live(story -> story.waiting() && scope.holds(story.cell())).stream()
        .sorted(Comparator.comparing(Wall::since).thenComparing(Story::contact))
        .toList();
  }

  private static Instant since(Story story) {
    return Optional.ofNullable(story.queued()).orElse(Instant.MAX);
  }

  private Map<String, Double> whole(
      Scope scope, List<Story> waiting, List<Seat> seats, Instant now) {
    Crew crew = new Crew();
    seats.forEach(seat -> crew.add(seat, times.today(seat.agent())));
    Tallies.Totals totals =
        tallies.totals(scope::holds, cell -> true).getOrDefault(true, new Tallies.Totals());
    return Figures.of(
        totals,
        waiting.stream().findFirst().map(Wall::since),
        Optional.of(crew),
        settings.rules(),
        now);
  }

  private List<WallRow> skills(Scope scope, List<Story> waiting, List<Seat> seats, Instant now) {
    Map<String, Crew> crews = new TreeMap<>();
    for (Seat seat : seats) {
      AgentTimes.Times spent = times.today(seat.agent());
      for (String skill : seat.skills().keySet()) {
        if (scope.skill().filter(one -> !one.equals(skill)).isEmpty()) {
          crews.computeIfAbsent(skill, code -> new Crew()).add(seat, spent);
        }
      }
    }
    Map<String, Tallies.Totals> totals = tallies.totals(scope::holds, Cell::skill);
    Map<String, Instant> oldest = oldest(waiting, Cell::skill);
    TreeSet<String> all = new TreeSet<>(crews.keySet());
    all.addAll(totals.keySet());
    all.remove(Cell.NONE);
    return all.stream()
        .map(
            skill ->
                unnamed(
                    skill,
                    Figures.of(
                        totals.getOrDefault(skill, new Tallies.Totals()),
                        Optional.ofNullable(oldest.get(skill)),
                        Optional.ofNullable(crews.get(skill)),
                        settings.rules(),
                        now)))
        .toList();
  }

  private List<WallRow> rows(
      Scope scope, List<Story> waiting, Function<Cell, String> group, Namer namer, Instant now) {
    Map<String, Tallies.Totals> totals = new TreeMap<>(tallies.totals(scope::holds, group));
    Map<String, Instant> oldest = oldest(waiting, group);
    return totals.entrySet().stream()
        .filter(each -> !each.getKey().equals(Cell.NONE))
        .map(
            each ->
                namer.row(
                    each.getKey(),
                    Figures.of(
                        each.getValue(),
                        Optional.ofNullable(oldest.get(each.getKey())),
                        Optional.empty(),
                        settings.rules(),
                        now)))
        .toList();
  }

  /** Makes a row with its name. */
  @FunctionalInterface
  private interface Namer {
    WallRow row(String key, Map<String, Double> figures);
  }

  private WallRow line(String number, Map<String, Double> figures) {
    Optional<Lines.Line> line = Optional.ofNullable(settings.lines().byNumber().get(number));
    return new WallRow(
        number, line.map(Lines.Line::labelZh), line.map(Lines.Line::labelEn), figures);
  }

  private static WallRow unnamed(String key, Map<String, Double> figures) {
    return new WallRow(key, Optional.empty(), Optional.empty(), figures);
  }

  /** Counties count with their city (M1). */
  private static String city(Cell cell) {
    return cell.region().code().substring(0, 4) + "00000000";
  }

  /** They come in the order of waiting: the first of a group is its oldest. */
  private static Map<String, Instant> oldest(List<Story> waiting, Function<Cell, String> group) {
    Map<String, Instant> oldest = new HashMap<>();
    waiting.forEach(story -> oldest.putIfAbsent(group.apply(story.cell()), since(story)));
    return oldest;
  }

  private List<WaitingView> places(List<Story> waiting) {
    List<Story> shown = waiting.subList(0, Math.min(waiting.size(), MOST_WAITING));
    Map<String, Integer> places = crowd.places(shown.stream().map(Story::contact).toList());
    return shown.stream()
        .map(
            story ->
                new WaitingView(
                    story.contact(),
                    story.caller(),
                    story.cell().line(),
                    story.cell().region().code(),
                    story.cell().skill(),
                    since(story),
                    Optional.ofNullable(places.get(story.contact()))))
        .toList();
  }

  private SeatView view(Seat seat) {
    return new SeatView(
        seat.agent(),
        seat.number(),
        seat.name(),
        crowd.home(seat).map(Region::code),
        seat.skills().entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList(),
        seat.state(),
        seat.reason(),
        seat.since(),
        seat.next(),
        seat.contact().map(this::contact));
  }

  private SeatView.SeatContact contact(String id) {
    Optional<Story> story = tallies.live(id);
    return new SeatView.SeatContact(
        id,
        story.map(Story::caller),
        story.map(each -> each.cell().line()),
        story.map(each -> each.cell().skill()),
        story.flatMap(each -> Optional.ofNullable(each.answered())));
  }
}
