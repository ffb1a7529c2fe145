// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.calendar;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shuniu.api.base.HubException;

/**
 * Hours of one day, to the minute. One that ends after midnight belongs to the day on which it
 * begins, wholly: {@code 22:00-06:00} of a Friday is open on Saturday morning, whatever Saturday
 * is.
 *
 * @param fromMinute minutes after midnight, 0 to 1439
 * @param untilMinute minutes after the same midnight, later than {@code fromMinute}, at most a day
 *     later; not included
 */
public record Span(int fromMinute, int untilMinute) {
  static final int DAY = 24 * 60;
  private static final Pattern FORM =
      Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)-((?:[01]\\d|2[0-3]):[0-5]\\d|24:00)");

  /** Refuses what is not a span: {@code calendar.hours.invalid}. */
  public Span {
    if (fromMinute < 0
        || fromMinute >= DAY
        || untilMinute <= fromMinute
        || untilMinute > fromMinute + DAY) {
      throw invalid(fromMinute + "-" + untilMinute);
    }
  }

  /**
   * Reads {@code 09:00-12:00}, {@code 00:00-24:00}, or over midnight {@code 22:00-06:00}. Refuses
   * with {@code calendar.hours.invalid}.
   */
  public static Span of(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw invalid(text);
    }
    int from = Integer.parseInt(form.group(1)) * 60 + Integer.parseInt(form.group(2));
    String end = form.group(3);
    int until = Integer.parseInt(end.substring(0, 2)) * 60 + Integer.parseInt(end.substring(3));
    return new Span(from, until <= from ? until + DAY : until);
  }

  /** Several spans of one day, in order and apart; else {@code calendar.hours.invalid}. */
  public static List<Span> list(List<String> texts) {
    List<Span> spans = texts.stream().map(Span::of).toList();
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).fromMinute < spans.get(i - 1).untilMinute) {
        throw invalid(texts.get(i));
      }
    }
    return spans;
  }

  /** How long it is on a day of twenty-four hours. */
  public Duration length() {
    return Duration.ofMinutes(untilMinute - fromMinute);
  }

  /** The reverse of {@link #of}. */
  @Override
  public String toString() {
    return time(fromMinute) + "-" + (untilMinute == DAY ? "24:00" : time(untilMinute % DAY));
  }

  private static String time(int minute) {
    return "%02d:%02d".formatted(minute / 60, minute % 60);
  }

  private static HubException invalid(String text) {
    return HubException.invalid("calendar.hours.invalid", Map.of("hours", text));
  }
}
