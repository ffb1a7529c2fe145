// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.shuniu.api.base.HubException;

/** Reads how a stage ended; throws an {@link AssertionError} where it ended otherwise. */
public final class Failures {
  private Failures() {}

  /** The value, which must come within the limit. */
  public static <T> T value(CompletionStage<T> stage, Duration limit) {
    try {
      return await(stage, limit);
    } catch (ExecutionException e) {
      throw new AssertionError("it failed: " + e.getCause(), e.getCause());
    }
  }

  /** The hub's exception that it must fail with, within the limit. */
  public static HubException failure(CompletionStage<?> stage, Duration limit) {
    Object value;
    try {
      value = await(stage, limit);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HubException failure) {
        return failure;
      }
      throw new AssertionError("it failed with " + e.getCause(), e.getCause());
    }
    throw new AssertionError("it did not fail but gave " + value);
  }

  private static <T> T await(CompletionStage<T> stage, Duration limit) throws ExecutionException {
    try {
      return stage.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("it did not end within " + limit, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
