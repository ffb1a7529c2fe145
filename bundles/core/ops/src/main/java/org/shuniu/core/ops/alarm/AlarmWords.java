// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.alarm;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.shuniu.core.ops.alarm.Quieting.Note;
import org.shuniu.core.ops.system.Level;

/** Alarms as sentences, for those who are not at a screen. */
final class AlarmWords {
  private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss");

  private final ResourceBundle texts;
  private final String hub;
  private final ZoneId zone;

  AlarmWords(String language, String hub, ZoneId zone) {
    this.texts =
        ResourceBundle.getBundle(
            "OSGI-INF.l10n.alarm-words",
            Locale.forLanguageTag(language),
            AlarmWords.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    this.hub = hub;
    this.zone = zone;
  }

  /** One line on an alarm. */
  String line(AlarmRule rule, String series, double value, Instant at, boolean cleared) {
    String name = rule.name().isEmpty() ? name(rule.threshold().metric()) : rule.name();
    return text(
        cleared ? "cleared" : "raised",
        series.isEmpty() ? name : name + " (" + series + ")",
        BigDecimal.valueOf(value)
            .setScale(2, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString(),
        AT.format(at.atZone(zone)));
  }

  private String name(String metric) {
    try {
      return texts.getString(metric);
    } catch (MissingResourceException e) {
      return metric;
    }
  }

  String subject(List<Note> notes) {
    List<Note> raised = notes.stream().filter(note -> !note.cleared()).toList();
    if (raised.isEmpty()) {
      return text("subject.cleared", hub, notes.size());
    }
    Level worst = raised.stream().map(Note::level).max(Enum::compareTo).orElse(Level.INFO);
    return text("subject.raised", hub, text("level." + worst), raised.size());
  }

  String body(List<Note> notes) {
    return notes.stream()
        .map(note -> "[" + text("level." + note.level()) + "] " + note.text())
        .collect(Collectors.joining("\n"));
  }

  String testSubject() {
    return text("test.subject", hub);
  }

  String testBody() {
    return text("test.body", hub);
  }

  private String text(String key, Object... values) {
    return new MessageFormat(texts.getString(key), Locale.ROOT).format(values);
  }
}
