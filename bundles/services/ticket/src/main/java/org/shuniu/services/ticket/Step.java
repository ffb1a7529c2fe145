// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is about to become a {@link Line}. */
record Step(String operation, String note, Optional<Work> work, Map<String, Object> data) {
  static Step of(String operation) {
    return new Step(operation, "", Optional.empty(), Map.of());
  }

  static Step of(String operation, Work work) {
    return new Step(operation, "", Optional.of(work), Map.of());
  }

  Step note(String text) {
    return new Step(operation, text, work, data);
  }

  Step with(String name, Object value) {
    Map<String, Object> more = new TreeMap<>(data);
    more.put(name, value);
    return new Step(operation, note, work, more);
  }

  Step with(String name, Optional<?> value) {
    return value.isPresent() ? with(name, (Object) value.get()) : this;
  }
}
