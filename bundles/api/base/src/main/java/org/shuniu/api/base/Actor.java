// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

/**
 * On whose behalf something happens.
 *
 * @param kind what sort of actor
 * @param id user id, citizen id, symbolic name of a bundle, or name of a foreign system; never a
 *     personal name or number
 */
public record Actor(Kind kind, String id) {
  /** The hub itself, acting on a rule or a timer. */
  public static final Actor HUB = new Actor(Kind.HUB, "hub");

  /** Sorts of actors. */
  public enum Kind {
    USER,
    CITIZEN,
    SYSTEM,
    HUB
  }

  /** A user of the console. */
  public static Actor user(String userId) {
    return new Actor(Kind.USER, userId);
  }

  @Override
  public String toString() {
    return kind + ":" + id;
  }

  /** The reverse of {@link #toString()}. */
  public static Actor parse(String text) {
    int colon = text.indexOf(':');
    return new Actor(Kind.valueOf(text.substring(0, colon)), text.substring(colon + 1));
  }
}
