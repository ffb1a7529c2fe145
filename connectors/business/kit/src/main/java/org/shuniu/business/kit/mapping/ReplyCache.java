// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.business.spi.BusinessRequest;

/**
 * Answers that may be told again for a while, with the age they have. Keeps the last ones only.
 * Safe for use by many threads.
 */
final class ReplyCache {
  private static final int MAX_KEPT = 1_000;

  private final Clock clock;
  private final Map<Question, BusinessReply> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, BusinessReply> eldest) {
          return size() > MAX_KEPT;
        }
      };

  /** The same question has the same answer. */
  private record Question(String operation, Map<String, Object> content) {
    @Override
    public String toString() {
      return operation;
    }
  }

  ReplyCache(Clock clock) {
    this.clock = clock;
  }

  /** An answer that is not older than that. */
  synchronized Optional<BusinessReply> find(BusinessRequest request, Duration age) {
    Question question = new Question(request.operation(), request.content());
    BusinessReply reply = kept.get(question);
    if (reply == null) {
      return Optional.empty();
    }
    if (reply.asOf().plus(age).isAfter(clock.instant())) {
      return Optional.of(reply);
    }
    kept.remove(question);
    return Optional.empty();
  }

  synchronized void keep(BusinessRequest request, BusinessReply reply) {
    kept.put(new Question(request.operation(), request.content()), reply);
  }

  /** What another mapping made is not what this one would. */
  synchronized void clear() {
    kept.clear();
  }
}
