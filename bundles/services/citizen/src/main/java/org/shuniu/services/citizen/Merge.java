// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

/**
 * A merge.
 *
 * @param merge id, by which it is taken back
 */
public record Merge(String merge, String kept, String merged, boolean undone) {
  static Merge of(MergeRow row) {
    return new Merge(row.id, row.kept, row.merged, row.undoneAt != null);
  }
}
