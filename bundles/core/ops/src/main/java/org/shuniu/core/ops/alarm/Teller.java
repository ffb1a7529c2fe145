// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.alarm;

/** A way to reach an administrator. */
interface Teller {
  /** What stands before the colon of a recipient: {@code mail}. */
  String kind();

  /** Whether it is set up; nothing is sent before. */
  boolean ready();

  /** Sends now. Throws {@code ops.tell.failed} when it could not. */
  void tell(String to, String subject, String text);
}
