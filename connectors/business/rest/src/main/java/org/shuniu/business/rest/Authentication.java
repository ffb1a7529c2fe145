// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.rest;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.shuniu.business.kit.Session;
import org.shuniu.business.kit.mapping.Carrier.Outgoing;

/** How the hub shows who it is. Safe for use by many threads. */
interface Authentication {
  /** Headers for a request. Fails with a {@code HubException}. */
  CompletableFuture<Map<String, String>> headers(Session session, URI target, Outgoing outgoing);

  /** Whether the same request may be let in with other headers. */
  default boolean renew() {
    return false;
  }
}
