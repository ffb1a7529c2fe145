// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Duration;
import java.util.Optional;
import org.shuniu.api.base.Message;
import org.shuniu.api.services.contact.ContactAnswered;
import org.shuniu.api.services.contact.ContactEnded;
import org.shuniu.api.services.contact.ContactOffered;
import org.shuniu.api.services.contact.ContactQueued;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The log's context while something is done about a contact. Tells the log what became of it, once
 * it is written: so that whoever searches the log by the contact's id finds its begin and its end
 * around all that others say of it. Nothing in it is personal. What happens in between is told at
 * DEBUG: contacts are many, and the contact itself keeps it.
 */
final class Story {
  private static final Logger LOG = LoggerFactory.getLogger(Story.class);
  private static final String CONTEXT = "contact";

  private Story() {}

  /** What this thread logs is about this contact until the scope is closed. */
  static Scope about(String contact) {
    if (MDC.get(CONTEXT) != null) {
      return () -> {}; // somebody further out has set it, and removes it
    }
    MDC.put(CONTEXT, contact);
    return () -> MDC.remove(CONTEXT);
  }

  /** Tells the facts that left with a commit. */
  static void tell(Call call) {
    if (call.facts.isEmpty()) {
      return;
    }
    try (var context = about(call.id)) {
      call.facts.forEach(fact -> tell(call, fact));
    }
  }

  private static void tell(Call call, Message fact) {
    if (fact instanceof ContactOffered) {
      LOG.info("Offered by {}", call.pbx);
    } else if (fact instanceof ContactQueued queued) {
      LOG.debug("Waits for {}", queued.skill());
    } else if (fact instanceof ContactAnswered answered) {
      LOG.debug("Answered by agent {} after {} s", answered.agent(), answered.waited().toSeconds());
    } else if (fact instanceof ContactEnded ended) {
      LOG.info(
          "Ended: {}, agent {}, waited {} s, talked {} s",
          ended.reason(),
          ended.agent().orElse("none"),
          seconds(call.waited()),
          seconds(call.talked()));
    }
  }

  private static long seconds(Optional<Duration> time) {
    return time.map(Duration::toSeconds).orElse(0L);
  }

  /** Removes what was set. */
  interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
