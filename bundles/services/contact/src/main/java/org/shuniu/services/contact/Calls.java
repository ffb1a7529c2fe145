// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The calls that are under way, in memory, and the way to those that are only in the database. One
 * thread at a time works on a call; locks are striped, so their number does not grow with calls.
 */
final class Calls {
  private static final int STRIPES = 512;

  private final CallStore store;
  private final Map<String, Call> memory = new ConcurrentHashMap<>();
  private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

  Calls(CallStore store) {
    this.store = store;
    for (int i = 0; i < STRIPES; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  <T> T locked(String id, Supplier<T> work) {
    ReentrantLock lock = lock(id);
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private ReentrantLock lock(String id) {
    return locks[Math.floorMod(id.hashCode() * 0x9E3779B9, STRIPES)];
  }

  /** Under the lock: from memory, else from the database; one that is under way stays in memory. */
  Optional<Call> find(String id) {
    Call known = memory.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Call> stored = store.load(id);
    stored.filter(call -> !call.ended()).ifPresent(this::keep);
    return stored;
  }

  Optional<Call> remembered(String id) {
    return Optional.ofNullable(memory.get(id));
  }

  void keep(Call call) {
    memory.put(call.id, call);
  }

  void forget(Call call) {
    memory.remove(call.id, call);
  }

  Collection<Call> underWay() {
    return memory.values();
  }

  /**
   * Works on those of the calls that nobody else works on at this moment, at most so many, all
   * locked together. Never waits for a lock, so it cannot deadlock.
   */
  void together(int most, Predicate<Call> which, Work work) {
    List<Call> taken = new ArrayList<>();
    try {
      for (Call call : memory.values()) {
        if (taken.size() == most) {
          break;
        }
        if (lock(call.id).tryLock()) {
          if (which.test(call)) {
            taken.add(call);
          } else {
            lock(call.id).unlock();
          }
        }
      }
      if (!taken.isEmpty()) {
        work.on(taken);
      }
    } finally {
      taken.forEach(call -> lock(call.id).unlock());
    }
  }

  /** What to do with several calls. */
  @FunctionalInterface
  interface Work {
    void on(List<Call> calls);
  }
}
