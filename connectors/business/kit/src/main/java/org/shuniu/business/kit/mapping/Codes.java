// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The code tables of a mapping, as its expressions call them. */
record Codes(Map<String, CodeTable> tables) {
  /** The hub's word for a foreign code; nothing for nothing. */
  @Nullable Object ours(@Nullable Object table, @Nullable Object foreign) {
    return foreign == null ? null : table(table).ours(String.valueOf(foreign));
  }

  /** The foreign code for a word of the hub; nothing for nothing. */
  @Nullable Object theirs(@Nullable Object table, @Nullable Object own) {
    return own == null ? null : table(table).theirs(String.valueOf(own));
  }

  private CodeTable table(@Nullable Object name) {
    CodeTable table = tables.get(String.valueOf(name));
    if (table == null) {
      throw new IllegalArgumentException("there is no table " + name);
    }
    return table;
  }
}
