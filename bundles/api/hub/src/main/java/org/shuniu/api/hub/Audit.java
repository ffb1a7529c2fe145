// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import java.util.Map;

/**
 * The log of sensitive acts, which can be added to and read, not edited (P6, X2). Entries made
 * inside a transaction are kept if it commits.
 */
public interface Audit {
  /**
   * Notes what the current user (or the hub) does.
   *
   * @param operation {@code domain:action}
   * @param object kind and id of what it is done to: {@code contact:0190…}
   * @param detail further facts; never a password, never a personal number in the clear
   */
  void record(String operation, String object, Map<String, ?> detail);
}
