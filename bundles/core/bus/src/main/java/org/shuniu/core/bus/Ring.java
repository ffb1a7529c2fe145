// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The newest items, the oldest of which make room. Adding waits for nobody. */
final class Ring<T> {
  private final AtomicReferenceArray<T> slots;
  private final AtomicLong added = new AtomicLong();

  Ring(int size) {
    slots = new AtomicReferenceArray<>(size);
  }

  void add(T item) {
    int size = slots.length();
    if (size > 0) {
      slots.lazySet((int) (added.getAndIncrement() % size), item);
    }
  }

  /** Oldest first; what is added meanwhile may be in it or not. */
  List<T> items() {
    int size = slots.length();
    long end = added.get();
    List<T> found = new ArrayList<>();
    for (long place = Math.max(0, end - size); place < end; place++) {
      T item = slots.get((int) (place % size));
      if (Objects.nonNull(item)) {
        found.add(item);
      }
    }
    return found;
  }

  /** Whether items have made room already. */
  boolean full() {
    return added.get() > slots.length();
  }
}
