// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How values are said: {@code ${balance|money}}. What is not of the form that a function expects is
 * said as it stands, and so is everything in another language than Chinese, for whose engine the
 * plain form is the better one; {@code digits} serves all languages.
 */
enum Spoken {
  /** {@code 12345.67} as 一万二千三百四十五元六角七分. */
  MONEY {
    @Override
    String chinese(String value) {
      return AMOUNT.matcher(value).matches() ? money(new BigDecimal(value)) : value;
    }
  },
  /** {@code 4403} as 4 4 0 3: one by one. */
  DIGITS {
    @Override
    String chinese(String value) {
      return value.chars().mapToObj(Character::toString).collect(Collectors.joining(" "));
    }
  },
  /** {@code 2026-10} as 二零二六年十月, {@code 2026-10-08} and a time of that day with 八日. */
  DATE {
    @Override
    String chinese(String value) {
      Matcher day = DAY.matcher(value);
      return day.matches() ? date(day) : value;
    }
  },
  /** {@code 2026-10-08T09:30} as 十月八日星期四上午九点半: the year goes without saying. */
  MOMENT {
    @Override
    String chinese(String value) {
      try {
        return moment(LocalDateTime.parse(value));
      } catch (DateTimeParseException e) {
        return value;
      }
    }
  };

  /** A trillion and more is no amount that somebody is told. */
  private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,10})?");

  private static final Pattern DAY =
      Pattern.compile("([0-9]{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01])(?:T.*)?)?");
  private static final String NUMERALS = "零一二三四五六七八九";
  private static final String[] PLACES = {"", "十", "百", "千"};
  private static final String[] GROUPS = {"", "万", "亿"};
  private static final int GROUP = 10_000;
  private static final String[] PARTS_OF_A_DAY = new String[24];

  static {
    Arrays.fill(PARTS_OF_A_DAY, 0, 6, "凌晨");
    Arrays.fill(PARTS_OF_A_DAY, 6, 12, "上午");
    Arrays.fill(PARTS_OF_A_DAY, 12, 13, "中午");
    Arrays.fill(PARTS_OF_A_DAY, 13, 18, "下午");
    Arrays.fill(PARTS_OF_A_DAY, 18, 24, "晚上");
  }

  abstract String chinese(String value);

  /** The function of this name in a text. */
  static Optional<Spoken> of(String name) {
    for (Spoken each : values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** The value as it is said in a language (BCP 47). */
  String say(String value, String language) {
    return this == DIGITS || language.startsWith("zh") ? chinese(value) : value;
  }

  private static String money(BigDecimal amount) {
    BigDecimal cents = amount.abs().movePointRight(2).setScale(0, RoundingMode.HALF_UP);
    long yuan = cents.longValue() / 100;
    int jiao = (int) (cents.longValue() / 10 % 10);
    int fen = (int) (cents.longValue() % 10);
    StringBuilder said = new StringBuilder(amount.signum() < 0 ? "负" : "");
    if (yuan > 0 || cents.signum() == 0) {
      said.append(number(yuan)).append("元");
    }
    if (jiao > 0) {
      said.append(NUMERALS.charAt(jiao)).append("角");
    }
    if (fen > 0) {
      // A place that is left out is said as zero: 一元零五分.
      said.append(jiao == 0 && yuan > 0 ? "零" : "").append(NUMERALS.charAt(fen)).append("分");
    }
    return said.toString();
  }

  /** A number from 0 on. */
  private static String number(long number) {
    if (number == 0) {
      return "零";
    }
    StringBuilder said = new StringBuilder();
    boolean gap = false;
    for (int group = GROUPS.length - 1; group >= 0; group--) {
      int four = (int) (number / (long) Math.pow(GROUP, group) % GROUP);
      if (four == 0) {
        gap = !said.isEmpty();
        continue;
      }
      // One zero stands for all places that are left out, in front of the group or in it.
      if (!said.isEmpty() && (gap || four < GROUP / 10)) {
        said.append("零");
      }
      said.append(group(four)).append(GROUPS[group]);
      gap = false;
    }
    return said.toString().replaceFirst("^一十", "十");
  }

  private static String group(int four) {
    StringBuilder said = new StringBuilder();
    boolean gap = false;
    for (int place = PLACES.length - 1; place >= 0; place--) {
      int digit = (int) (four / Math.pow(10, place) % 10);
      if (digit == 0) {
        gap = !said.isEmpty();
      } else {
        said.append(gap ? "零" : "").append(NUMERALS.charAt(digit)).append(PLACES[place]);
        gap = false;
      }
    }
    return said.toString();
  }

  private static String moment(LocalDateTime at) {
    int hour = at.getHour();
    int twelve = hour > 12 ? hour - 12 : hour;
    String minutes =
        switch (at.getMinute()) {
          case 0 -> "";
          case 30 -> "半";
          default -> (at.getMinute() < 10 ? "零" : "") + number(at.getMinute()) + "分";
        };
    return number(at.getMonthValue())
        + "月"
        + number(at.getDayOfMonth())
        + "日星期"
        + "一二三四五六日".charAt(at.getDayOfWeek().getValue() - 1)
        + PARTS_OF_A_DAY[hour]
        + (twelve == 2 ? "两" : number(twelve))
        + "点"
        + minutes;
  }

  private static String date(Matcher day) {
    String year =
        day.group(1)
            .chars()
            .mapToObj(digit -> String.valueOf(NUMERALS.charAt(digit - '0')))
            .collect(Collectors.joining());
    String month = year + "年" + number(Long.parseLong(day.group(2))) + "月";
    String of = day.group(3);
    return of == null ? month : month + number(Long.parseLong(of)) + "日";
  }
}
