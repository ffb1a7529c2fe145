// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

/**
 * That another citizen is this one.
 *
 * @param other id of the one that goes into this
 * @param reason 2 to 200 characters
 */
public record MergeInput(String other, String reason) {
  public MergeInput {
    Rules.reference(other, "other");
    reason = Rules.reason(reason);
  }
}
