// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

/**
 * Seals values that identify or open something: numbers of identity documents, passwords keyed by a
 * caller, account numbers (X4). A sealed value may be stored and may travel on the bus; the core
 * holds the key. Safe for use by many threads.
 */
public interface Vault {
  /** What every sealed value begins with. */
  String PREFIX = "sealed:";

  /**
   * The value, encrypted and authenticated; twice the same value gives two different texts. At most
   * 4,000 characters in.
   */
  String seal(String plain);

  /** The value behind it. Throws {@code hub.vault.unreadable} (kind INTERNAL) if it was changed. */
  String open(String sealed);

  /**
   * The same for the same value, useless to find the value: for unique indexes and searches.
   *
   * @param purpose what it is for; other purposes give other texts
   */
  String fingerprint(String purpose, String plain);

  /** Whether a text is a sealed value. */
  static boolean isSealed(String text) {
    return text.startsWith(PREFIX);
  }
}
