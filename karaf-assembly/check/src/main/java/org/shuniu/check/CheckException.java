// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check;

/**
 * The kit itself cannot go on: the hub does not start, a program is missing. Tells it to a person.
 */
public final class CheckException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public CheckException(String message) {
    super(message);
  }

  /** What is wrong, and why. */
  public CheckException(String message, Throwable cause) {
    super(message, cause);
  }
}
