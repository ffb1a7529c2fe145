// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * What callers are told. There are few different texts, so that the cache of speech finds nearly
 * all of them.
 */
final class Texts {
  private static final int MOST_PLACES = 50;
  private static final int MOST_MINUTES = 60;

  private final Properties texts = new Properties();

  /** Texts of a language, as far as there are any; else Chinese. */
  Texts(String language) {
    load("announcements.properties");
    load("announcements_" + language.toLowerCase(Locale.ROOT) + ".properties");
  }

  private void load(String resource) {
    try (InputStream in = Texts.class.getResourceAsStream(resource)) {
      if (in != null) {
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
        texts.load(reader);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The agent's number, digit by digit (T9). */
  String agent(String number) {
    return text("agent", String.join(" ", number.split("")));
  }

  /** Place and expected wait (T12). */
  String place(int place, Optional<Duration> wait) {
    int ahead = Math.max(0, place - 1);
    String before = ahead == 0 ? text("place.next") : text("place", Math.min(ahead, MOST_PLACES));
    if (ahead > MOST_PLACES) {
      before = text("place.many", MOST_PLACES);
    }
    return wait.map(w -> text("wait", minutes(w))).map(before::concat).orElse(before);
  }

  private static long minutes(Duration wait) {
    return Math.min(MOST_MINUTES, Math.max(1, (wait.toSeconds() + 59) / 60));
  }

  /** Nobody can serve the caller now. */
  String busy() {
    return text("busy");
  }

  private String text(String key, Object... values) {
    return new MessageFormat(texts.getProperty(key, ""), Locale.ROOT).format(values);
  }
}
