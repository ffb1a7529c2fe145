// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gives ids to texts of citizens. SMPP has none, and a carrier gives a text again when it has not
 * heard the acknowledgement. So the same words from the same number are the same text, if they come
 * within a while and not after an acknowledgement on the same session. Ids are made of what the
 * text says and when, so that a hub that was killed before the acknowledgement knows it again. Safe
 * for use by many threads.
 */
final class Repeats {
  private static final int MOST = 5_000;

  /** A text that came not long ago. */
  private record Known(String id, Instant at, int count, int session, boolean acknowledged) {}

  private final Duration window;
  private final Map<String, Known> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST;
        }
      };

  Repeats(Duration window) {
    this.window = window;
  }

  /** The id of a text that came on a session. */
  synchronized String identify(String digest, int session, Instant now) {
    Known last = known.get(digest);
    boolean recent = last != null && last.at().plus(window).isAfter(now);
    if (last != null && recent && !(last.acknowledged() && last.session() == session)) {
      known.put(digest, new Known(last.id(), last.at(), last.count(), session, false));
      return last.id();
    }
    long bucket = now.toEpochMilli() / window.toMillis();
    int count = last != null && recent ? last.count() + 1 : 0;
    String id = digest + "-" + bucket + (count == 0 ? "" : "-" + count);
    known.put(digest, new Known(id, now, count, session, false));
    return id;
  }

  /** The carrier is told that the text is here; the same words are a new text from now on. */
  synchronized void acknowledged(String digest, int session) {
    known.computeIfPresent(
        digest, (key, was) -> new Known(was.id(), was.at(), was.count(), session, true));
  }

  /** 32 characters that tell these words from others. */
  static String digest(String... words) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String word : words) {
        sha.update(word.getBytes(StandardCharsets.UTF_16BE));
        sha.update((byte) 0xFF);
      }
      return HexFormat.of().formatHex(sha.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
