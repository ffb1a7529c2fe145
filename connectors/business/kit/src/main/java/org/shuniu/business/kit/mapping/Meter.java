// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Counts what one evaluation of an expression uses, and ends it when that is too much: an
 * expression that loops for ever, recurses or grows without end is stopped from within, at its next
 * step. Belongs to the thread that made it.
 */
final class Meter {
  /** Of the processor, for one expression: a machine that is busy with others ends nobody. */
  static final Duration TIME = Duration.ofSeconds(1);

  static final int DEPTH = 300;
  static final long BYTES = 64L << 20;

  /** Asking what a thread has used costs more than a step does. */
  private static final int LOOK_EVERY = 32;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long begin = THREADS.getCurrentThreadCpuTime();
  private final long thread = Thread.currentThread().getId();
  private final long allocated = THREADS.getThreadAllocatedBytes(thread);
  private int steps;
  private int depth;

  /** An expression has used more than it may. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    Exhausted(String code, String detail) {
      super(detail, null, false, false);
      this.code = code;
    }

    /** Without {@code business.mapping.}. */
    String code() {
      return code;
    }
  }

  /** Before a step within the one before. */
  void enter() {
    if (++depth > DEPTH) {
      throw new Exhausted("too-deep", "calls itself more than %d deep".formatted(DEPTH));
    }
    step();
  }

  /** Before a step. */
  void step() {
    if (steps++ % LOOK_EVERY != 0) {
      return;
    }
    if (THREADS.getCurrentThreadCpuTime() - begin > TIME.toNanos()) {
      throw new Exhausted("too-slow", "takes longer than %d ms".formatted(TIME.toMillis()));
    }
    if (THREADS.getThreadAllocatedBytes(thread) - allocated > BYTES) {
      throw tooLarge();
    }
  }

  /** After a step that was entered. */
  void leave() {
    depth--;
  }

  static Exhausted tooLarge() {
    return new Exhausted("too-large", "uses more than %d MB".formatted(BYTES >> 20));
  }
}
