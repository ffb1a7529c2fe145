// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of AGI: commands that play, results. */
final class AgiResult {
  private static final Pattern SAFE_PATH = Pattern.compile("[^\"\\\\\\p{Cntrl}]+\\.wav");
  private static final Pattern DIGITS = Pattern.compile("[0-9*#]{1,32}");
  private static final String SPOKEN = "digits:";

  private AgiResult() {}

  /** A number of a result, by its name. */
  static OptionalInt value(String result, String name) {
    Matcher matcher = Pattern.compile("\\b" + name + "=(-?\\d{1,9})").matcher(result);
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /**
   * The command that plays this audio; empty when the switch cannot play such a thing.
   *
   * @param audio {@code file:///…/x.wav} or {@code digits:123}
   * @param keys keys that cut it
   */
  static Optional<String> play(String audio, String keys) {
    if (audio.startsWith(SPOKEN)) {
      String spoken = audio.substring(SPOKEN.length());
      return DIGITS.matcher(spoken).matches()
          ? Optional.of("SAY DIGITS %s \"%s\"".formatted(spoken, keys))
          : Optional.empty();
    }
    return file(audio).map(path -> "STREAM FILE \"%s\" \"%s\"".formatted(path, keys));
  }

  /** The audio with digits as single files of this folder, if there is one. */
  static Stream<String> spell(String audio, Optional<Path> digits) {
    if (digits.isEmpty() || !audio.startsWith(SPOKEN)) {
      return Stream.of(audio);
    }
    return audio
        .substring(SPOKEN.length())
        .chars()
        .mapToObj(digit -> digits.get().resolve((char) digit + ".wav").toUri().toString());
  }

  /** Asterisk names a file without its ending. */
  private static Optional<String> file(String uri) {
    try {
      URI parsed = URI.create(uri);
      if (!"file".equals(parsed.getScheme()) || parsed.getPath() == null) {
        return Optional.empty();
      }
      String path = parsed.getPath();
      return SAFE_PATH.matcher(path).matches()
          ? Optional.of(path.substring(0, path.length() - ".wav".length()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
