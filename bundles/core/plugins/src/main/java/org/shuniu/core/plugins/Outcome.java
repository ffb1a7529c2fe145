// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;

/** How a connector's stage ended. */
final class Outcome {
  private Outcome() {}

  /** Hands it on; tells whether what waits for it was not over already. */
  static <T> boolean pass(@Nullable T value, @Nullable Throwable failure, CompletableFuture<T> to) {
    return failure == null ? to.complete(value) : to.completeExceptionally(failure);
  }

  /** What a stage failed with, without what stages wrap it in. */
  static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /**
   * Whether the connector failed in a way of its own: nobody refused, and no foreign system was
   * away or slow.
   */
  static boolean bug(Throwable failure) {
    Throwable cause = cause(failure);
    return cause instanceof HubException known
        ? known.kind() == HubException.Kind.INTERNAL
        : !(cause instanceof TimeoutException);
  }

  /**
   * What a stage failed with, as the hub tells it.
   *
   * @param timeout code where nothing came in time
   * @param broken code where the connector failed in a way of its own; a bug
   */
  static HubException failure(Throwable failure, String timeout, String broken) {
    Throwable cause = cause(failure);
    if (cause instanceof HubException known) {
      return known;
    }
    return cause instanceof TimeoutException
        ? HubException.external(timeout, Map.of())
        : HubException.external(broken, Map.of("fault", cause.getClass().getName()), cause);
  }
}
