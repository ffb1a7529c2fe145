// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

/** Somebody at the far end of a leg, who notices what happens and may act on it. */
interface Person {
  /** Does nothing. */
  Person PASSIVE = new Person() {};

  /** The switch answered. */
  default void answered() {}

  /** Keys are asked for; the question is being spoken. */
  default void keysAwaited() {}

  /** Somebody is there to talk with. */
  default void talking() {}

  /** The other one is gone. */
  default void alone() {}

  /** The connection is over. */
  default void ended() {}
}
