// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import java.util.Optional;
import java.util.function.Supplier;
import org.shuniu.api.base.Region;

/**
 * Who asks, and whether they may (P6). The identity is bound to the thread by the gateway for the
 * time of one request.
 *
 * <p>Operations are {@code domain:action}, for example {@code contact:read}. Every REST operation
 * names the one it needs.
 */
public interface Access {
  /** The user on whose behalf this thread works. */
  Optional<Identity> identity();

  /** The user, or an exception with the code {@code security.session.none} (401). */
  Identity current();

  /** Returns if the current user may do it, else throws {@code security.denied} (403). */
  void require(String operation);

  /** As {@link #require(String)}, and the region lies within the user's. */
  void require(String operation, Region region);

  /** Whether the current user may do it. */
  boolean permits(String operation);

  /** Runs work on behalf of a user. */
  <T> T as(Identity identity, Supplier<T> work);
}
