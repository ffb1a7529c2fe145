// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.business.spi;

import java.time.Duration;
import java.time.Instant;

/**
 * What went over the wire, once, in the clear: personal values must reach no log. The host masks it
 * before anything is stored. Texts that are longer than {@link #MAX_TEXT} are cut.
 *
 * @param direction who began
 * @param request id of the {@link BusinessRequest}; the foreign system's id of its notice where it
 *     began
 * @param matter contact or ticket
 * @param at when it began
 * @param took until the answer was there, or it was certain that there is none
 * @param outcome {@code answered}, or the code of the failure: {@code business.timeout}
 * @param sent what the hub sent, as text in the foreign system's form; empty where nothing was sent
 * @param received what the foreign system sent; empty where nothing came
 */
public record Exchange(
    Direction direction,
    String request,
    String matter,
    String operation,
    Instant at,
    Duration took,
    String outcome,
    String sent,
    String received) {
  /** In characters. */
  public static final int MAX_TEXT = 65_536;

  /** The outcome where all went well. */
  public static final String ANSWERED = "answered";

  /** Who began. */
  public enum Direction {
    /** The hub asked or ordered. */
    OUT,
    /** The foreign system told something. */
    IN
  }

  public Exchange {
    sent = cut(sent);
    received = cut(received);
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }

  @Override
  public String toString() {
    return operation + " " + request + " " + outcome;
  }
}
