// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.pbx.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The keys that one leg's party pressed before they were asked for, as {@link
 * org.shuniu.api.pbx.PbxCommand.CollectDigits} promises (I1). A driver tells of each key that no
 * input took, and of the end of each request; it asks for the kept keys when an input begins.
 *
 * <p>Not safe for use by many threads.
 */
public final class TypeAhead {
  /** So many keys are kept; further ones are lost. */
  public static final int MOST = 32;

  /** How long after a request the next one is waited for. */
  public static final Duration PAUSE = Duration.ofSeconds(2);

  private final Deque<Character> keys = new ArrayDeque<>();
  private Instant keptUntil = Instant.MIN;
  private String full = "";
  private Instant lateUntil = Instant.MIN;

  /** A key that cut a prompt, or came while a prompt that can be cut ends. */
  public void duringPrompt(char key) {
    if (keys.size() < MOST) {
      keys.add(key);
    }
  }

  /** A key that came while nothing was played to the leg and nothing asked from it. */
  public void between(char key, Instant now) {
    if (now.isBefore(keptUntil)) {
      duringPrompt(key);
    }
  }

  /**
   * Whether this key still belongs to the input before: the terminator of an input that was full
   * without it. Such a key does nothing. To be asked of each key, whatever is played or asked.
   */
  public boolean late(char key, Instant now) {
    boolean late = now.isBefore(lateUntil) && full.indexOf(key) >= 0;
    full = "";
    return late;
  }

  /** A prompt is over: keys that come soon are for what follows. */
  public void promptEnded(Instant now) {
    keptUntil = now.plus(PAUSE);
  }

  /**
   * An input is over.
   *
   * @param terminator the terminator that a full input did not need; empty if it was not full
   * @param secret what comes after it may belong to the secret, and is lost
   */
  public void inputEnded(String terminator, boolean secret, Instant now) {
    full = terminator;
    lateUntil = now.plus(PAUSE);
    if (secret) {
      clear();
    } else {
      keptUntil = lateUntil;
    }
  }

  /** The oldest kept key, which is not kept any more. */
  public Optional<Character> next() {
    return Optional.ofNullable(keys.poll());
  }

  /** Forgets all keys, and keeps none until something is played or asked again. */
  public void clear() {
    keys.clear();
    keptUntil = Instant.MIN;
  }
}
