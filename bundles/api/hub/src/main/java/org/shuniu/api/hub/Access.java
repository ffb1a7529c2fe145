// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
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

  /** As {@link #require(String)}; one of them is enough, and the first is named in a refusal. */
  default void requireOne(String first, String... others) {
    if (Arrays.stream(others).noneMatch(this::permits)) {
      require(first);
    }
  }

  /** Whether the current user may do it. */
  boolean permits(String operation);

  /**
   * Whether matters of a department are for the current user's eyes; for who belongs to none, all
   * are.
   */
  default boolean covers(String department) {
    Set<String> own = current().departments();
    return own.isEmpty() || own.contains(department);
  }

  /** Runs work on behalf of a user. */
  <T> T as(Identity identity, Supplier<T> work);
}
