// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

import java.util.List;
import java.util.Optional;

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
}
