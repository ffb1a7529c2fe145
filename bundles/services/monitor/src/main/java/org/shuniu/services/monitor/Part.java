// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

/** What is summed up; every figure on calls is made of these. */
enum Part {
  OFFERED,
  IN_MENU,
  SELF_SERVED,
  QUEUED,
  WAITING,
  ANSWERED,
  IN_TIME,
  WAITED_MS,
  TALKING,
  /** Talks that are over. */
  TALKED,
  TALKED_MS,
  ABANDONED,
  ABANDONED_SHORT,
  /** Answers by the moment of the answer; all else counts where the contact began. */
  PACE;

  static final int COUNT = values().length;
}
