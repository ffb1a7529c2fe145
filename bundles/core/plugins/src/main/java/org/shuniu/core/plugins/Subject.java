// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import org.slf4j.MDC;

/**
 * Whom the work of a connector is about, for the context of what is logged meanwhile; the fields
 * are those that the bus sets while a message is handled.
 */
record Subject(String field, String id) {
  static Subject contact(String id) {
    return new Subject("contact", id);
  }

  static Subject ticket(String id) {
    return new Subject("ticket", id);
  }

  /** A contact or a ticket. */
  static Subject matter(String id) {
    return new Subject("matter", id);
  }

  /** What this thread logs is about it until the scope is closed. */
  Scope enter() {
    String before = MDC.get(field);
    MDC.put(field, id);
    return () -> {
      if (before == null) {
        MDC.remove(field);
      } else {
        MDC.put(field, before);
      }
    };
  }

  /** What the work logs is about it. */
  void run(Runnable work) {
    try (var context = enter()) {
      work.run();
    }
  }

  /** Gives back what was before. */
  interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
