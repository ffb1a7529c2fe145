// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.shuniu.api.base.HubException;

/** What a connector's stage failed with, as the hub tells it. */
final class Failure {
  private Failure() {}

  /**
   * The hub's exception behind it.
   *
   * @param timeout code where nothing came in time
   * @param broken code where the connector failed in a way of its own; a bug
   */
  static HubException of(Throwable failure, String timeout, String broken) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof HubException known) {
      return known;
    }
    return cause instanceof TimeoutException
        ? HubException.external(timeout, Map.of())
        : HubException.external(broken, Map.of("fault", cause.getClass().getName()), cause);
  }
}
