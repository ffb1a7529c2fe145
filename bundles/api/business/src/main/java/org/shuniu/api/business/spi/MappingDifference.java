// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.business.spi;

/**
 * Where a trial came out other than its example says.
 *
 * @param side of what it is a part
 * @param path JSON pointer ({@code /items/0/month}), or an XPath where the side is XML
 * @param expected as the example says, as JSON or text; empty where the example has nothing there
 * @param actual as it came out; empty where nothing is there
 */
public record MappingDifference(Side side, String path, String expected, String actual) {
  /** What is compared. */
  public enum Side {
    /** The mapped request: what is sent. */
    REQUEST,
    /** The mapped reply: what the hub is told. */
    REPLY
  }
}
