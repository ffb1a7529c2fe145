// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.shuniu.api.business.spi.MappingFault;
import org.shuniu.api.business.spi.MappingReading;

/**
 * Reads and compiles mappings and runs their examples, each time on a thread of its own that ends
 * with it: the languages leave things with the threads that they run on, and a caller's thread
 * belongs to somebody else.
 */
final class Workshop<P> {
  /** For people who wait for what comes of it. */
  static final Duration SOON = Duration.ofSeconds(2);

  /** For the file: the first of its kind in a process takes seconds where that is busy. */
  static final Duration PATIENT = Duration.ofSeconds(30);

  private final String name;
  private final Carrier<P> carrier;
  private final Clock clock;

  Workshop(String name, Carrier<P> carrier, Clock clock) {
    this.name = name;
    this.carrier = carrier;
    this.clock = clock;
  }

  /** What came of it: a plan, or faults. */
  record Product<P>(MappingReading reading, Optional<Plan<P>> plan) {}

  /** Reads a text and runs all examples, within the limit. */
  Product<P> read(String text, Duration limit) {
    try {
      Map.Entry<Plan<P>, List<MappingFault>> made =
          apart(
              limit,
              () -> {
                Plan<P> plan = Plan.read(text, carrier, clock);
                return Map.entry(plan, examples(plan));
              });
      Plan<P> plan = made.getKey();
      List<MappingFault> faults = made.getValue();
      return faults.isEmpty()
          ? new Product<>(MappingReading.good(plan.mapping()), Optional.of(plan))
          : new Product<>(MappingReading.faulty(faults), Optional.empty());
    } catch (MappingError e) {
      return new Product<>(MappingReading.faulty(List.of(e.fault())), Optional.empty());
    }
  }

  /** Reads a text without its examples. Fails with a {@link MappingError}. */
  Plan<P> compile(String text) {
    return apart(SOON, () -> Plan.read(text, carrier, clock));
  }

  private List<MappingFault> examples(Plan<P> plan) {
    return plan.operations().values().stream()
        .flatMap(
            operation ->
                operation.examples().stream()
                    .flatMap(example -> Walk.faults(operation, carrier, example).stream()))
        .sorted(Comparator.comparingInt(MappingFault::line))
        .toList();
  }

  private <T> T apart(Duration limit, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(null, task, name + "-mapping", 1 << 20);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new MappingError(1, "too-slow", "takes longer than %s".formatted(limit));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MappingError error) {
        throw error;
      }
      throw new MappingError(1, "failed", String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MappingError(1, "failed", "interrupted");
    }
  }
}
