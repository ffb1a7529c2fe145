// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

/**
 * When a break is granted without anybody being asked (T2, M4).
 *
 * @param byRule whether any is; otherwise a supervisor grants each
 * @param minWorking so many agents of each skill must remain at work
 * @param maxAtOnce so many may be on a break at once; 0: any number
 * @param maxSharePercent such a share of those who are logged in, at least one agent
 * @param waitingLimit put off while so many contacts wait for a skill of the agent; 0: never
 */
record BreakRule(
    boolean byRule, int minWorking, int maxAtOnce, int maxSharePercent, int waitingLimit) {
  /** Whoever asks may go. */
  static final BreakRule NONE = new BreakRule(true, 0, 0, 100, 0);

  /** Whether one more may rest. */
  boolean room(int resting, int present) {
    int share = Math.max(1, present * maxSharePercent / 100);
    return (maxAtOnce == 0 || resting < maxAtOnce) && resting < share;
  }

  /** Whether a skill can spare one more of those who work, of whom {@code working} remain. */
  boolean enough(int working) {
    return working >= minWorking;
  }

  /** Whether those who wait for a skill need everybody. */
  boolean busy(int waiting) {
    return waitingLimit > 0 && waiting >= waitingLimit;
  }
}
