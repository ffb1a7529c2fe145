// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.business.spi;

/**
 * Something a link can do.
 *
 * @param name dotted lower-case: {@code card.report-loss}
 * @param kind whether it changes something over there
 */
public record BusinessOperation(String name, Kind kind) {
  /** How it may be tried again. */
  public enum Kind {
    /** Changes nothing. */
    QUERY,
    /** Changes something; the foreign system knows the request's id and does it once. */
    IDEMPOTENT_ORDER,
    /**
     * Changes something each time: the host tries it once, and where the outcome is not known tells
     * it as uncertain.
     */
    ORDER
  }
}
