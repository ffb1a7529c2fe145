// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Part of a long list.
 *
 * @param items in the order of the list, at most as many as asked for
 * @param next to be given as {@code cursor} for the part that follows; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * The first {@code limit} of these rows. Who asks has read one row more than that, if there is
   * one: it tells that another part follows.
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<? super T, Place> placeOf) {
    return rows.size() <= limit
        ? new Page<>(rows, Optional.empty())
        : new Page<>(
            rows.subList(0, limit), Optional.of(placeOf.apply(rows.get(limit - 1)).cursor()));
  }
}
