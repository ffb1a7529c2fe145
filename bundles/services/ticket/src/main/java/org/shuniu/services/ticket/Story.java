// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The log's context while something is done about a ticket, and one line for each thing that was
 * done: so that whoever searches the log by the id of the ticket, or of the contact that it came
 * from, finds both. Notes and fields are personal and stay out.
 */
final class Story {
  private static final Logger LOG = LoggerFactory.getLogger(Story.class);

  private Story() {}

  /** What this thread logs is about this ticket until the scope is closed. */
  static Scope about(Head head) {
    Map<String, String> fields = new TreeMap<>(Map.of("ticket", head.id()));
    head.contact().ifPresent(contact -> fields.put("contact", contact));
    // Somebody further out may have set the same; it is his to remove.
    fields.keySet().removeIf(field -> MDC.get(field) != null);
    fields.forEach(MDC::put);
    return () -> fields.keySet().forEach(MDC::remove);
  }

  /** These things are done and written. */
  static void tell(Head head, List<Line> lines) {
    try (var context = about(head)) {
      lines.forEach(
          line ->
              LOG.info(
                  "Ticket {}: {}, now {}, by {}",
                  head.number(),
                  line.operation(),
                  line.to(),
                  line.actor().kind()));
    }
  }

  /** Removes what was set. */
  interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
