// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Instant;
import java.util.Optional;

/** Something that the process waits for. */
public record WorkView(
    String request, String step, String label, String work, Optional<Instant> due, Instant since) {
  static WorkView of(Work work) {
    return new WorkView(
        work.request(), work.step(), work.label(), work.work(), work.due(), work.since());
  }
}
